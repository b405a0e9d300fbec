"""What those who run Kontakt see of it: logs, metrics, failed work, the page »Drift«, and what is removed by itself.

It knows no other app: each tells what of its own waits (waiting.py), what may be measured (metrics.py) and what may go
(cleaning.py) in its `AppConfig.ready()`.
"""
