# Example: a site is reviewed as it is built, and only what its receipt covers is published.
#   make -f example.mk publish SITE=public WHO='Office of Secrecy Review' KEY=~/.mishen/gate.pem
SITE ?= public
RECEIPT ?= $(SITE).receipt.json
PUBLIC_KEY ?= gate.pem.pub

.PHONY: review gate publish
review:
	mishen review $(SITE)

gate:
	mishen gate $(SITE) --receipt $(RECEIPT) --sign-key $(KEY) --who '$(WHO)'

# verify stands where the bytes leave: what was changed after the gate is not published.
publish: gate
	mishen verify $(RECEIPT) $(SITE) --trust $(PUBLIC_KEY)
	rsync -a --delete $(SITE)/ $(DESTINATION)
