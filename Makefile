PYTHON ?= python3

help: ## show what can be done here
	@$(PYTHON) manage.py help

run: ## start the product with its demonstration unit
	@$(PYTHON) manage.py run

test: ## run the whole test suite (ARGS= goes to pytest)
	@$(PYTHON) manage.py test $(ARGS)

bench: ## run the benchmarks, one JSON line each
	@$(PYTHON) manage.py bench $(ARGS)

lint: ## check style, types and formatting
	@$(PYTHON) manage.py lint

lock: ## write the requirement locks anew (needs uv)
	@$(PYTHON) manage.py lock

.PHONY: help run test bench lint lock
