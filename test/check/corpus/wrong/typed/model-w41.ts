print("hello")
let s = "a" if True else "b"
