"""A book from request to shelf, as small durable steps.

Import from the modules: `production.progress` is light, `production.production` opens the workflow engine.
"""
