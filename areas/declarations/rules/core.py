"""Which core kinds of body a declaration lacks, as SQL: for statements about many declarations at once."""

from __future__ import annotations

#: The names of the core kinds of which nobody has signed ``declaration``, or NULL. A body that took the place of another
#: stands for it, as in ``areas.declarations.rules.with_successors``.
MISSING_CORE = """(
    WITH RECURSIVE stands (kind_id, for_id) AS (
        SELECT id, id FROM areas_organisationkind
        UNION SELECT stands.kind_id, kind.successor_id
        FROM stands JOIN areas_organisationkind AS kind ON kind.id = stands.for_id WHERE kind.successor_id IS NOT NULL
    )
    SELECT string_agg(core.name, ', ' ORDER BY core.position, core.name) FROM areas_organisationkind AS core
    WHERE core.is_core AND COALESCE(core.valid_from <= {day}, true) AND COALESCE(core.valid_to >= {day}, true)
        AND NOT EXISTS (
            SELECT 1 FROM areas_signatory AS signatory
            JOIN areas_organisation AS body ON body.id = signatory.organisation_id
            JOIN stands ON stands.kind_id = body.kind_id AND stands.for_id = core.id
            WHERE signatory.declaration_id = declaration.id AND signatory.role = 'signatory'
                AND signatory.signed_on IS NOT NULL AND signatory.withdrawn_on IS NULL
        )
)"""
