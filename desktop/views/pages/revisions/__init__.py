"""The revisions of a policy: their life, who agreed, what changed."""
