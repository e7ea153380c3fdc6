#include "device/ask.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adopt/identity.h"
#include "protocol/words.h"

void ask_finish(struct ask *ask)
{
	adopt_key_destroy(ask->key);
	*ask = (struct ask){0};
}

void ask_forget(struct ask *ask)
{
	int64_t made_ms = ask->made_ms;

	ask_finish(ask);
	ask->made_ms = made_ms;
}

static bool make(struct ask *ask)
{
	char *request = ask->key ? adopt_key_request(ask->key) : NULL;
	bool made = request && strlen(request) < sizeof ask->said.request &&
		    adopt_salt_make(ask->said.salt) &&
		    adopt_words_make(request, ask->said.salt, ask->user, ask->peer, ask->words);

	if (made)
		snprintf(ask->said.request, sizeof ask->said.request, "%s", request);
	snprintf(ask->said.version, sizeof ask->said.version, "%s", PRAATJE_VERSION);
	free(request);
	return made;
}

bool ask_make(struct ask *ask, const char *user, const unsigned char peer[ADOPT_PEER_SIZE],
	      int64_t now_ms)
{
	bool same = ask->key && strcmp(ask->user, user) == 0 &&
		    memcmp(ask->peer, peer, sizeof ask->peer) == 0;

	if (same && now_ms - ask->made_ms < ASK_HOLDS_MS)
		return true;
	/* Whoever could have many made would at last be shown words that fit his own question. */
	if (ask->made_ms && now_ms - ask->made_ms < ASK_ANEW_MS)
		return false;
	ask_forget(ask);
	ask->key = adopt_key_create();
	ask->made_ms = now_ms;
	memcpy(ask->peer, peer, sizeof ask->peer);
	snprintf(ask->user, sizeof ask->user, "%s", user);
	if (make(ask))
		return true;
	ask_forget(ask);
	return false;
}

static char *settings_text(const struct pair_answer *answer, const char *certificate,
			   const char *authority, const char *key)
{
	char *text = NULL;
	size_t size;
	FILE *file = open_memstream(&text, &size);

	if (!file)
		return NULL;
	fprintf(file,
		"; Praatje: what this device was told when it was adopted. A key is in here.\n"
		"[broker]\naddress = %s\n[office]\nid = %s\n[device]\nid = %s\nrole = %s\n\n%s%s%s",
		answer->broker, answer->office, answer->device, role_name(answer->role),
		certificate, authority, key);
	fclose(file);
	return text;
}

int ask_answered(const struct ask *ask, const char *payload, size_t size, const char *path)
{
	struct pair_answer answer;
	struct faults faults;

	if (!ask->key || !pair_answer_decode(payload, size, &answer, &faults))
		return -EBADMSG;
	char *certificate = adopt_certificate_pem(answer.certificate);
	char *authority = adopt_certificate_pem(answer.authority);
	char *key = adopt_key_pem(ask->key), *text = NULL;
	int result =
	    certificate && authority && adopt_key_fits(ask->key, certificate) ? 0 : -EBADMSG;
	if (result == 0) {
		text = key ? settings_text(&answer, certificate, authority, key) : NULL;
		result = text ? adopt_identity_write(path, text) : -ENOMEM;
	}
	adopt_secret_free(text);
	adopt_secret_free(key);
	free(certificate);
	free(authority);
	return result;
}
