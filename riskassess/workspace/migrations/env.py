"""What Alembic runs: the steps on the connection that `riskassess.workspace.schema` hands over.

That connection is inside one transaction of its caller, so all steps together are kept or none is.
"""

from __future__ import annotations

from alembic import context

from riskassess.workspace.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
