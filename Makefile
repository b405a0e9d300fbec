# Two commands are enough: `make run` and `make test`. `make help` lists the rest.

PYTHON = .venv/bin/python
ARGS =

.DEFAULT_GOAL := help
.PHONY: help run test lint fuzz audit bench faults load release-check messages screenshots bootstrap

help: ## Vis denne liste
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-20s %s\n' "$$name" "$$text"; done

run: bootstrap ## Start Kontakt med demonstrationsdata (Ctrl-C stopper det hele)
	@exec $(PYTHON) -m kontakt.start.launch $(ARGS)

test: bootstrap ## Kør alle test (ARGS='-k navn' giver pytest flere argumenter)
	@KONTAKT_DATA_DIR=.test-data $(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: bootstrap ## Tjek kodestil og lagdeling
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@.venv/bin/lint-imports

fuzz: bootstrap ## Prøv indlæsningen og alle formularer og API'et med forvanskede data (ARGS='--seed 2' prøver andre)
	@KONTAKT_DATA_DIR=.test-data $(PYTHON) -m tests.fuzz $(ARGS)

audit: bootstrap ## Spørg efter kendte huller i pakkerne, og led efter hemmeligheder i koden og dens historik
	@$(PYTHON) .ci/audit.py

bench: bootstrap ## Mål hastigheden
	@$(PYTHON) manage.py bench $(ARGS)

faults: bootstrap ## Prøv hvad der sker, når noget går ned (ARGS='--rounds 3')
	@$(PYTHON) -m followups.trials.faults $(ARGS)

load: bootstrap ## Prøv med 200 brugere på én gang (ARGS='--size hundredfold')
	@$(PYTHON) -m followups.trials.load $(ARGS)

release-check: bootstrap ## Prøv at sætte denne version i drift, som i produktion (kræver Debians PostgreSQL og Redis)
	@$(PYTHON) -m deploy.release_check $(ARGS)

messages: bootstrap ## Opdatér og oversæt teksterne i locale/ (kræver gettext)
	@$(PYTHON) manage.py makemessages --all --no-location --ignore=.venv --ignore=.tools
	@$(PYTHON) manage.py compilemessages --ignore=.venv --ignore=.tools

screenshots: bootstrap ## Tag skærmbilleder af alle sider i en kørende demonstration (ARGS=adressen)
	@$(PYTHON) docs/pictures $(ARGS)

bootstrap: ## Gør .venv klar med de låste pakker
	@sh kontakt/start/bootstrap.sh
