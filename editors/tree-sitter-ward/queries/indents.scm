[(block) (list)] @indent
["}" "]"] @outdent
