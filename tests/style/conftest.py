import os

# Nothing is fetched from a hub in a test; set before any of its libraries is imported.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["WANDB_MODE"] = "offline"
