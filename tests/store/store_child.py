"""A writer in a process of its own, to be killed: `python store_child.py PATH STAGE OPERATION...`

An operation is `put:KEY:VERSION`, `forget:KEY`, `rebuild` or `flush`, and is printed once it is done. When the change
reaches STAGE, the process kills itself; with STAGE `-` it goes on to the end. `wait` reads a line from standard input.
"""

from __future__ import annotations

import os
import signal
import sys

from store_samples import sample

from kg.store import Store, open_store


def main(path: str, stage: str, *operations: str) -> None:
    """Do the operations, saying each one that is done."""

    def stop_there(reached: str) -> None:
        if reached == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    with open_store(path, checkpoint=stop_there) as store:
        say("open")
        for operation in operations:
            perform(store, operation)
            say(operation)


def perform(store: Store, operation: str) -> None:
    """One operation of the command line."""
    verb, *numbers = operation.split(":")
    if verb == "put":
        store.put(*sample(int(numbers[0]), int(numbers[1])))
    elif verb == "forget":
        store.forget(sample(int(numbers[0]))[1].id)
    elif verb == "rebuild":
        store.rebuild()
    elif verb == "flush":
        store.flush()
    elif verb == "wait":
        sys.stdin.readline()
    else:
        raise ValueError(operation)


def say(words: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
