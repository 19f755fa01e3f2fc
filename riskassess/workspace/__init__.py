"""Where it is kept: one file per workspace, durable before anything is shown as saved."""
