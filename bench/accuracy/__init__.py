"""How accurate detection is: on labelled texts, beside other tools, and against floors."""
