"""Weights on their way into a model: read once, made small where memory wants it, streamed to a device.

Both wings stand on this: what a style can be taught to on a machine can be painted with there. Its modules
import torch, but for `blocks` and `cached`.
"""
