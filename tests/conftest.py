"""What holds for all tests: properties are never timed, for a busy machine is no finding (bench/ measures speed)."""

from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
