"""Language models to talk with: Mistral, any OpenAI-compatible server, and a scripted one for rehearsals."""
