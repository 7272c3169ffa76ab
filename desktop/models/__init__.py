"""What a policy, template, chapter, field, checklist and project is. No Qt, no paper, no engine."""
