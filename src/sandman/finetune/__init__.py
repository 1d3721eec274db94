"""The style wing: about twenty pictures in, a household's own picture style out.

It knows nothing of stories: the two wings meet in a published style, a folder. Torch and what stands on it
are imported where work begins, so that `--help`, a check or a plan of the pictures need none of them.
"""
