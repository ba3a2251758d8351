"""How the per-text rooms are run: in this process, in local workers, on a cluster."""
