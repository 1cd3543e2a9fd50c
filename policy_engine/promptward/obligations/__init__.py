"""Obligations carried out: notices kept until they are delivered, reasons that were stated."""
