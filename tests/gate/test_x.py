import time
def test_x(tree):
    t=time.time()
    print(tree.problems()); print(time.time()-t)
    t=time.time()
    print(tree.problems()); print(time.time()-t)
