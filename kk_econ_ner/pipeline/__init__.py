"""The shipped pipeline: how its parts are put together and how their findings become one."""
