"""The collector of garbage put aside."""
import gc
import weakref

from odoolite.tools.collecting import collect_new, without_collecting


class Node:
    pass


def make_garbage():
    node = Node()
    node.itself = node
    return weakref.ref(node)


def test_nobody_collects_unless_told():
    with without_collecting():
        assert not gc.isenabled()
        gone = make_garbage()
        assert gone() is not None
        collect_new()
        assert gone() is None and gc.get_freeze_count()
    assert gc.isenabled() and not gc.get_freeze_count()


def test_who_has_the_collector_off_keeps_it_off():
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
