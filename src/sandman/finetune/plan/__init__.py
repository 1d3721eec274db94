"""The memory plan: whether a training fits, before it starts, and how it is made to."""

from sandman.finetune.plan.known import known_base
from sandman.finetune.plan.machine import Machine
from sandman.finetune.plan.plan import MemoryPlan, make_plan

__all__ = ["Machine", "MemoryPlan", "known_base", "make_plan"]
