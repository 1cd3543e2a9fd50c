[(block) (list) (long_string)] @fold
