// Generated from openapi/ by `npm run generate`. Do not edit.

export interface paths {
    readonly "/v1/messages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a message
         * @description Returns once the message is stored. Messages of one key to one bare JID are sent in the order in which they were accepted.
         */
        readonly post: operations["sendMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send up to 1,000 messages
         * @description One message per line (`application/x-ndjson`) or array entry. Each is processed independently: an invalid one does not affect the others. An `Idempotency-Key` applies to each line by its position.
         */
        readonly post: operations["sendMessageBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** Read the status of a message */
        readonly get: operations["getMessage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/messages/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel a message that waits
         * @description Cancels a message, presence or raw stanza that is `queued` and was not written to a link to the XMPP server: it becomes `failed` with the error `cancelled`, and is never sent. Works while there is no link, through any replica. If it may have left, the response is 409 and nothing changes. Cancelling what is cancelled already gives the same record. After a 503 the record says whether it is cancelled; it is safe to ask again.
         */
        readonly post: operations["cancelMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/presence": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send presence
         * @description Available (no `type`), unavailable, subscribe, subscribed, unsubscribe, unsubscribed, probe.
         */
        readonly post: operations["sendPresence"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/iq": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send an IQ and wait for the response
         * @description The request has exactly one payload: one known field or one entry in `extensions`. The bridge accepts a response only from the address that was asked. An error response is returned as a problem with `stanzaError`.
         */
        readonly post: operations["askIq"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/iq/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask up to 1,000 addresses
         * @description The response is a stream of lines (`application/x-ndjson`), one for each address, written as soon as it is known what became of it; `index` tells which address it is. A reader that is slow slows the batch down; one that goes away ends it: no more addresses are asked. Each address counts as a request and as a stanza of the key; over its rate the batch waits, over its quota the lines say so. An `Idempotency-Key` applies to each address: for ten minutes, a retry of the same batch, on any replica, gives the outcomes of those that were asked and asks the others.
         */
        readonly post: operations["askIqBatch"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/iq/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** Read the result of an IQ */
        readonly get: operations["getIq"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/iq/{id}/result": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The `id` of the `iq.received` event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Answer an incoming IQ
         * @description Answer once, before the deadline. After the deadline the bridge answers `service-unavailable`.
         */
        readonly post: operations["answerIq"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stanzas": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send one stanza as XML
         * @description The stanza is parsed, and then validated like every other stanza and serialised again. It may have an XML declaration, comments, and the namespace `jabber:client` or `jabber:component:accept`. Messages, presence and IQ responses return 202; for an IQ `get` or `set` the call waits for the response.
         */
        readonly post: operations["sendStanza"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/stanzas/echo": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Preview a stanza
         * @description A dry run: the stanza is validated and returned as XML, or as JSON with `Accept: application/json`. Nothing is sent.
         */
        readonly post: operations["echoStanza"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the event log, or wait for new events
         * @description Events of the key's identities, oldest first. Pass the `cursor` of the response as `after` in the next call to
         *     miss no event and get none twice. With `order=desc`, newest first.
         *
         *     A call looks at a bounded part of the log: about 5,000 events, fewer if it has many patterns. If none of them
         *     passes the filters, the page is empty and has `next`. With `wait`, the call goes on by itself until the wait is over.
         *     Each 100 events that a call, or a stream that catches up, looks at after the first 200 count against the rate of
         *     the key like one request; each event counts more if it is compared with more than 10 patterns. A call that is over
         *     the rate on its way returns what it found; the next one returns 429.
         */
        readonly get: operations["listEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events/stream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the event log as Server-Sent Events
         * @description Each event has `id` (its cursor), `event` (its type) and `data` (the envelope, as in the event log). A client that reconnects with the last `id` misses no event and gets none twice. Between events, a comment and an `id` show that the connection is alive. A client that reads too slowly is disconnected and can continue from its last `id`. If events after its position were deleted, the stream ends with an event `problem` (`history-lost`).
         */
        readonly get: operations["streamEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/events/ws": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read events and send stanzas over a WebSocket
         * @description Frames are JSON text: `StreamFrame` from the bridge, `StreamCommand` from the client. A client that connects again
         *     with the last cursor as `after` misses nothing and gets nothing twice. The bridge pings; a client that does not answer
         *     is disconnected. It closes with one of these codes; the reason, except after a fault of the client's (1002, 1007,
         *     1009), is a cursor to go on from, on any replica:
         *
         *     * 1001: this replica stops, or was cut off from its store for too long to share the events of a consumer.
         *     * 1002: what came was no frame (RFC 6455).
         *     * 1007: a text frame was no UTF-8.
         *     * 1008: the key was revoked or has expired, or the token has ended.
         *     * 1009: a frame was over 64 KiB.
         *     * 1013: the client reads too slowly, or left an event that it shares unacknowledged for five minutes.
         *     * 4409: another connection reads as this consumer now, or those it would share events with ask for other events.
         *     * 4410: events after the client's place are gone (`history-lost`).
         *
         *     A connection from a browser needs a ticket, and an `Origin` that is the bridge's own or one that the operator allows.
         */
        readonly get: operations["connectEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/consumers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List consumers
         * @description Lists the consumers of the key that were used within 30 days, by name; of more than 1,000, those used last.
         */
        readonly get: operations["listConsumers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/consumers/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The name of a consumer of this key.
                 * @example orders
                 */
                readonly name: components["parameters"]["ConsumerName"];
            };
            readonly cookie?: never;
        };
        /**
         * Get a consumer
         * @description Where the consumer is.
         */
        readonly get: operations["getConsumer"];
        /**
         * Move a consumer
         * @description The consumer continues from this position, forwards or backwards, in both modes of `sharing`; a consumer that does not exist is created. Open connections continue from there by themselves: events after it are sent again, also those that a connection has and has not acknowledged. An acknowledgement of a later event that arrives after the move moves a consumer that reads alone forwards again.
         */
        readonly put: operations["moveConsumer"];
        readonly post?: never;
        /**
         * Delete a consumer
         * @description The consumer is forgotten, with its position. A stream that reads alone as this consumer goes on, and creates it again with its next acknowledgement.
         */
        readonly delete: operations["deleteConsumer"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/consumers/{name}/ack": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Acknowledge events
         * @description Stores the position of a consumer: its next connection or poll continues after it, on any replica. The WebSocket command `ack` does the same. Connections that share the events of a consumer must use that command.
         */
        readonly post: operations["acknowledgeEvents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tickets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a ticket for a browser
         * @description A browser cannot send a key when it opens a WebSocket, and should not have one. A ticket replaces the key that created it for one connection, within 30 seconds, on any replica.
         */
        readonly post: operations["createTicket"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List webhooks
         * @description The webhooks of the calling key. A key with all rights sees those of every key.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Create a webhook
         * @description The `secret` that signs its deliveries is shown only in this response.
         */
        readonly post: operations["createWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** Read a webhook */
        readonly get: operations["getWebhook"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a webhook */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        /** Change a webhook */
        readonly patch: operations["updateWebhook"];
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Test a webhook
         * @description Posts one event at once and returns the result: `webhook.test`, or with a body the sample of the named type, as this contract shows it. There are no retries, nothing is stored, and a reply is not carried out.
         */
        readonly post: operations["testWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/pause": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Pause a webhook
         * @description Stops delivery; events wait for `resume`.
         */
        readonly post: operations["pauseWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Resume a webhook
         * @description Continues where delivery stopped, after a pause or after the webhook was disabled. For a failing webhook, retries at once. A webhook whose key was revoked, has expired or is configured no more can be resumed by a key with all rights, and belongs to that key from then on.
         */
        readonly post: operations["resumeWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/rotate-secret": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replace the secret of a webhook
         * @description Deliveries are signed with the new secret from now on, and for `overlapSeconds` also with the old one. The new secret is shown only in this response.
         */
        readonly post: operations["rotateWebhookSecret"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List API keys
         * @description Lists the keys whose rights are within the rights of the calling key.
         */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /**
         * Create an API key
         * @description The `key` is shown only in this response. It is valid on every replica within a second.
         *     A key cannot have more rights than the calling key.
         *
         *     Unlike for other calls, a retry with the same `Idempotency-Key` does not return the first response, because the bridge
         *     does not store secrets. For 24 hours a retry creates nothing and returns 409 `conflict` with the id of the key
         *     that the first call created, whatever its body. If the first response was lost, revoke or rotate that key.
         */
        readonly post: operations["createKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** Read an API key */
        readonly get: operations["getKey"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description Within a second every replica refuses the key. Its open event streams are closed and its webhooks disabled.
         */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change an API key
         * @description Within a second every replica knows the change. If the rights change, open event streams of the key end with
         *     `draining`, so that their clients reconnect; its webhooks follow the new rights. Its secret stays as it is.
         *     A key cannot be given more rights than the calling key has. The bootstrap key (`BRIDGE_API_KEY`) cannot be changed.
         */
        readonly patch: operations["updateKey"];
        readonly trace?: never;
    };
    readonly "/v1/keys/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate the secret of an API key
         * @description The new `key` is shown only in this response. The previous secret stays valid for `overlapSeconds`, so that callers can
         *     switch over. A secret that was still valid from an earlier rotation is revoked at once.
         *
         *     Unlike for other calls, a retry with the same `Idempotency-Key` does not return the first response, because the bridge
         *     does not store secrets. For 24 hours a retry rotates nothing and returns 409 `conflict`, whatever its body. If the first
         *     response was lost, rotate again with another `Idempotency-Key`.
         */
        readonly post: operations["rotateKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Deliver events again
         * @description Goes back to a position in the event log and delivers all matching events from there, with the same ids and in the same order.
         */
        readonly post: operations["replayWebhookEvents"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /**
         * List recent deliveries
         * @description The last thousand deliveries that succeeded at the first attempt and the last thousand that failed at least once, for seven days. For a webhook with more than a thousand deliveries per second, a sample.
         */
        readonly get: operations["listDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/deliveries/{deliveryId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is the id of its event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        /** Read a delivery */
        readonly get: operations["getDelivery"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/deliveries/{deliveryId}/retry": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is the id of its event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Retry a delivery now
         * @description Retries a waiting delivery at once, or repeats one that was delivered or is dead. Order within the conversation is preserved.
         */
        readonly post: operations["retryDelivery"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/dead-letters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** List dead letters */
        readonly get: operations["listDeadLetters"];
        readonly put?: never;
        readonly post?: never;
        /** Discard all dead letters */
        readonly delete: operations["discardDeadLetters"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/dead-letters/replay": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Deliver dead letters
         * @description The dead letters are delivered again with the full retry schedule, in the order of their events.
         */
        readonly post: operations["replayDeadLetters"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{id}/dead-letters/{letterId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the dead letter.
                 * @example 1769860800000-0
                 */
                readonly letterId: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Discard a dead letter */
        readonly delete: operations["discardDeadLetter"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List identities
         * @description Lists the identities that were declared, and that the key may use.
         */
        readonly get: operations["listIdentities"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an identity
         * @description What was declared of it. An identity that nobody declared works with defaults, and is not found here.
         */
        readonly get: operations["getIdentity"];
        /**
         * Declare an identity
         * @description Says who an identity is. What is left out has its default; what was declared before is replaced whole.
         *     Contacts see the change at once, and service discovery, vCards and avatars answer with it on every replica within a second.
         */
        readonly put: operations["putIdentity"];
        readonly post?: never;
        /**
         * Forget what was declared of an identity
         * @description It goes on working with defaults, and keeps its contacts.
         */
        readonly delete: operations["deleteIdentity"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change an identity
         * @description Fields that are left out keep their values; `null` gives a field its default back.
         */
        readonly patch: operations["updateIdentity"];
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        /**
         * List the contacts of an identity
         * @description Those who asked for its presence or granted theirs, and those who were declared.
         */
        readonly get: operations["listContacts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/contacts/{jid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The bare JID of the contact, percent-encoded.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["ContactJid"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a contact
         * @description How far the subscriptions of an identity and of another address to each other are (RFC 6121 §3).
         */
        readonly get: operations["getContact"];
        /**
         * Declare a contact
         * @description Says whose presence is to be seen. The bridge asks for what is missing, again after each loss of the link, and grants what is
         *     asked, whatever the policy of the identity says. A request that waits (`ask`) is granted by it. A contact that refused is
         *     asked again.
         *
         *     `Prefer: wait=N` waits until nothing is left to be asked or answered.
         */
        readonly put: operations["putContact"];
        readonly post?: never;
        /**
         * End a contact
         * @description Ends both subscriptions, and tells the contact so. A request that waits is refused.
         */
        readonly delete: operations["deleteContact"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/presences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        /**
         * List who is there
         * @description The presence of the contacts that granted it to the identity.
         */
        readonly get: operations["listPresences"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/presences/{jid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The bare JID of the contact, percent-encoded.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["ContactJid"];
            };
            readonly cookie?: never;
        };
        /**
         * Whether a contact is there
         * @description What was last heard of its presence, whether that holds now, and of which resources. Nobody is asked.
         */
        readonly get: operations["getPresence"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/nodes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        /**
         * List what an identity publishes
         * @description Nodes of its own address with an item in them (XEP-0163). The avatar and the name are published too, as they were declared.
         */
        readonly get: operations["listNodes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/nodes/{node}/items/{item}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The node, percent-encoded; or `nick`, `geoloc`, `tune` or `microblog` for the usual ones.
                 * @example geoloc
                 */
                readonly node: components["parameters"]["NodeName"];
                /**
                 * @description The id of the item; `current` where there is one only.
                 * @example current
                 */
                readonly item: components["parameters"]["NodeItemId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read what an identity publishes
         * @description As it was published.
         */
        readonly get: operations["getNodeItem"];
        /**
         * Publish something as an identity
         * @description Who subscribed to the node is told, and contacts whose clients want it. It stays readable until it is deleted or published
         *     anew; 64 items of one identity at most. The identity has to be declared.
         */
        readonly put: operations["putNodeItem"];
        readonly post?: never;
        /**
         * Retract what an identity published
         * @description Those who were told of it are told that it is gone.
         */
        readonly delete: operations["deleteNodeItem"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/commands": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        /**
         * List the commands that an identity offers
         * @description All commands, including those that only some users may execute.
         */
        readonly get: operations["listOfferedCommands"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/commands/{node}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description What the command is called on the wire, percent-encoded.
                 * @example restart
                 */
                readonly node: components["parameters"]["OfferedNode"];
            };
            readonly cookie?: never;
        };
        /**
         * Show a command that an identity offers
         * @description As it was declared.
         */
        readonly get: operations["getOfferedCommand"];
        /**
         * Offer a command as an identity
         * @description Users see it in their clients (XEP-0050), if `allow` lets them. Each step is an event `command.requested`, which a webhook
         *     answers in its response, or anybody with `POST …/command-sessions/{session}`. The identity has to be declared; it offers
         *     64 commands at most, of 64 KiB together.
         */
        readonly put: operations["putOfferedCommand"];
        readonly post?: never;
        /**
         * Offer a command no more
         * @description Who is in the middle of it is told that it is not there.
         */
        readonly delete: operations["deleteOfferedCommand"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/identities/{id}/command-sessions/{session}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description As the event `command.requested` says.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly session: components["parameters"]["CommandSessionId"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Answer a step of a command
         * @description Each `command.requested` event takes one answer: the first.
         */
        readonly post: operations["answerCommand"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/entities/{jid}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address that is asked, percent-encoded.
                 * @example rooms.example.org
                 */
                readonly jid: components["parameters"]["EntityJid"];
            };
            readonly cookie?: never;
        };
        /**
         * Ask what an address is
         * @description Service discovery, and where the address offers them its software, its clock and its vCard.
         *     If it refuses, its error is returned as a problem with `stanzaError`.
         */
        readonly get: operations["getEntity"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/entities/{jid}/items": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address that is asked, percent-encoded.
                 * @example rooms.example.org
                 */
                readonly jid: components["parameters"]["EntityJid"];
            };
            readonly cookie?: never;
        };
        /**
         * Ask what belongs to an address
         * @description Rooms of a room service, nodes of an account, commands (`node=http://jabber.org/protocol/commands`).
         */
        readonly get: operations["listEntityItems"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/entities/{jid}/commands": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address that is asked, percent-encoded.
                 * @example rooms.example.org
                 */
                readonly jid: components["parameters"]["EntityJid"];
            };
            readonly cookie?: never;
        };
        /**
         * List the commands that an address offers
         * @description Ad-hoc commands (XEP-0050). An address lists those that the identity may execute; some servers list all.
         */
        readonly get: operations["listEntityCommands"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/commands": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Execute a command of another address
         * @description Executes an ad-hoc command (XEP-0050). With `values` or `steps` its forms are filled in at once, as far as they go; otherwise the session waits for an hour, and `POST /v1/commands/{id}` goes on with it, on any replica. `values` are checked against the form: what does not fit is `form-invalid`, with the pointer of the field, and the command is canceled.
         */
        readonly post: operations["runCommand"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/commands/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /**
         * Show a command that was executed
         * @description Nobody is asked. A command is kept for an hour after its last step.
         */
        readonly get: operations["getCommand"];
        readonly put?: never;
        /**
         * Go on with a command
         * @description Left out, the action is what the other side suggests: `complete` or `next`. Two calls at the same time do not both go on: the later one is told `conflict`.
         */
        readonly post: operations["continueCommand"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/services": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What the XMPP server offers
         * @description Services for files, rooms and nodes, commands, and what the bridge may do for users. An answer is kept for five minutes;
         *     `Cache-Control: max-age=0` looks again.
         */
        readonly get: operations["getServices"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List memberships
         * @description The rooms that identities of the key are in, or are to be in.
         */
        readonly get: operations["listRooms"];
        readonly put?: never;
        /**
         * Create a room
         * @description The identity enters the room, which makes it, configures it and so unlocks it; nobody can see a half-made room. If any of this fails, the room is destroyed again. What the server did not take is in `ignored`, which is found by reading the configuration back. A room that exists is left as it is (409 `conflict`). A room is persistent unless you say otherwise, where the server lets identities choose that.
         */
        readonly post: operations["createRoom"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/identities/{identity}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of a room, percent-encoded once.
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomInPath"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Get a membership
         * @description What is wanted of the identity in the room, and what was seen.
         */
        readonly get: operations["getRoomMembership"];
        /**
         * Be in a room
         * @description Makes the identity an occupant of the room, and keeps it one: after restarts, lost links and restarts of the XMPP server. Repeating it does no harm. After an end (`kicked`, `destroyed`, …) it starts over.
         */
        readonly put: operations["putRoomMembership"];
        readonly post?: never;
        /**
         * Leave a room
         * @description The identity leaves the room, and the membership is forgotten.
         */
        readonly delete: operations["deleteRoomMembership"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List hooks
         * @description The hooks of the calling key. A key with all rights sees those of every key.
         */
        readonly get: operations["listHooks"];
        readonly put?: never;
        /**
         * Create a hook
         * @description Messages are sent with the rights of the calling key, which needs the scope `messages:send` as well. The `url` is shown only in this response.
         */
        readonly post: operations["createHook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hooks/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** Read a hook */
        readonly get: operations["getHook"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a hook */
        readonly delete: operations["deleteHook"];
        readonly options?: never;
        readonly head?: never;
        /** Change a hook */
        readonly patch: operations["updateHook"];
        readonly trace?: never;
    };
    readonly "/v1/hooks/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Replace the secret of a hook
         * @description The new `url` is shown only in this response.
         */
        readonly post: operations["rotateHook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hooks/{id}/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Preview a payload
         * @description Shows what a delivery would send now; nothing is sent, stored or counted. Signatures are not looked at. Without a body, the dialect's sample is shown.
         */
        readonly post: operations["previewHook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hooks/{id}/test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Test a hook
         * @description Delivers a payload as if the sender had: the messages are sent. Signatures are not looked at. Without a body, the dialect's sample is delivered, as something new each time.
         */
        readonly post: operations["testHook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        /**
         * Look at a room
         * @description What the room tells everybody who asks (XEP-0045 §6.4), and which identities of the bridge are in it.
         */
        readonly get: operations["getRoom"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Destroy a room
         * @description Everybody in it leaves, and is told the reason and where to go instead. Only an owner may. What the room had is gone.
         */
        readonly delete: operations["destroyRoom"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/config": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the configuration of a room
         * @description The options that have a name here, and the form as the room gives it. Only an owner may.
         */
        readonly get: operations["getRoomConfig"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Configure a room
         * @description Changes the options that you name and leaves the others. Servers take what they know and often say nothing of the rest, so the form is read again afterwards: `applied` has what the room now says, `ignored` what it does not. Only an owner may.
         */
        readonly patch: operations["configureRoom"];
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/subject": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Set the subject of a room
         * @description The identity has to be in the room. The message becomes `delivered` when the room has sent the new subject to everybody, and `failed` when the room refuses it.
         */
        readonly put: operations["setRoomSubject"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/invitations": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Invite somebody to a room
         * @description `direct` (XEP-0249, the default) goes from the identity to the other side. `mediated` goes through the room, which may refuse it, and with it some servers make a member of whom an admin invites into a room for members only.
         */
        readonly post: operations["inviteToRoom"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/affiliations": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        /**
         * List the affiliations of a room
         * @description Owners, admins, members and outcasts, by their bare JIDs. The room is asked for each page. Lists that the identity may not see are left out, unless there is no other.
         */
        readonly get: operations["listRoomAffiliations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change many affiliations of a room
         * @description Up to 1,000 at once. Some servers change only the first of several in one request and say nothing of the rest: the lists are read afterwards, and what is not there is asked for one by one. `items` has the outcome of each, in your order.
         */
        readonly patch: operations["changeRoomAffiliations"];
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/affiliations/{jid}": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
                /**
                 * @description The bare JID, or a domain, whose affiliation it is, percent-encoded once.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["AffiliatedJid"];
            };
            readonly cookie?: never;
        };
        /**
         * Read one affiliation of a room
         * @description `none` for somebody who is in no list that the identity may see.
         */
        readonly get: operations["getRoomAffiliation"];
        /**
         * Set one affiliation of a room
         * @description `member`, `admin` and `owner` give rights that last; `outcast` bans; `none` takes all of that back.
         */
        readonly put: operations["setRoomAffiliation"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/occupants": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        /**
         * List the occupants of a room
         * @description The room is asked: for the roles where the identity is a moderator or owner, and otherwise for the nicknames only (XEP-0045 §6.5), which rooms may keep to themselves.
         */
        readonly get: operations["listRoomOccupants"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/occupants/{nick}": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
                /**
                 * @description The nickname of the occupant, percent-encoded once, a slash too (`AC%2FDC`).
                 * @example Juliet
                 */
                readonly nick: components["parameters"]["OccupantNick"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change the role of an occupant
         * @description `none` makes the occupant leave (a kick); `visitor` takes the voice in a moderated room, `participant` gives it, `moderator` makes a moderator. The role ends with the visit: what lasts is an affiliation.
         */
        readonly patch: operations["changeRoomOccupant"];
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/moderations": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take a message of somebody else out of a room
         * @description XEP-0425, in the version that the room has. The message is named by the id that the room gave it. The identity has to be a moderator. `feature-missing` says what to configure where the room cannot do it.
         */
        readonly post: operations["moderateMessage"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/retractions": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take back a message that the identity said in a room
         * @description XEP-0424, with the id that the room gave the message. Clients that do not know this show a sentence instead.
         */
        readonly post: operations["retractFromRoom"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/rooms/{room}/reactions": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * React to a message in a room
         * @description XEP-0444, with the id that the room gave the message. They replace the earlier reactions of the identity; none takes them back.
         */
        readonly post: operations["reactInRoom"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/subscriptions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List subscriptions
         * @description The subscriptions that are declared for identities of the key, at every service.
         */
        readonly get: operations["listPubsubSubscriptions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
            };
            readonly cookie?: never;
        };
        /**
         * List nodes
         * @description The nodes that the service lists for the identity, by their ids.
         */
        readonly get: operations["listPubsubNodes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes/{node}": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        /**
         * Get a node
         * @description What the service says of the node, and its configuration where the identity owns it.
         */
        readonly get: operations["getPubsubNode"];
        /**
         * Create or configure a node
         * @description Creates the node if it does not exist, and sets the options that you name. Services answer `result` even if they ignore options, so the form is read again afterwards: `applied` lists the options that took effect, `ignored` the others. If configuring a new node fails, it is deleted again. The identity that creates a node owns it.
         */
        readonly put: operations["putPubsubNode"];
        readonly post?: never;
        /**
         * Delete a node
         * @description Deletes the node with all its items. Subscribers are told. Only an owner may.
         */
        readonly delete: operations["deletePubsubNode"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes/{node}/items": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        /**
         * List items
         * @description The items that the service keeps. The order is that of the service; Prosody and ejabberd give the oldest first.
         */
        readonly get: operations["listPubsubItems"];
        readonly put?: never;
        /**
         * Publish an item
         * @description Publishes under an id that the bridge makes. `PUT` chooses the id.
         */
        readonly post: operations["publishPubsubItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes/{node}/items/{id}": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description The id of an item, percent-encoded once.
                 * @example current
                 */
                readonly id: components["parameters"]["PubsubItemId"];
            };
            readonly cookie?: never;
        };
        /**
         * Get an item
         * @description One item, as the service keeps it.
         */
        readonly get: operations["getPubsubItem"];
        /**
         * Publish an item under an id
         * @description Takes the place of the item with this id, if there is one.
         */
        readonly put: operations["putPubsubItem"];
        readonly post?: never;
        /**
         * Retract an item
         * @description Takes the item away. The publisher or an owner may.
         */
        readonly delete: operations["retractPubsubItem"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes/{node}/purge": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Purge a node
         * @description Takes all items away. Only an owner may, and not every service can.
         */
        readonly post: operations["purgePubsubNode"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes/{node}/affiliations": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        /**
         * List affiliations
         * @description Who has which lasting relation to the node. Only an owner may ask.
         */
        readonly get: operations["listPubsubAffiliations"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /**
         * Change affiliations
         * @description Sets those that you name; `none` takes one away. Only an owner may.
         */
        readonly patch: operations["changePubsubAffiliations"];
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes/{node}/subscriptions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        /**
         * List subscriptions to a node
         * @description The subscriptions to the node that are declared for identities of the key.
         */
        readonly get: operations["listPubsubNodeSubscriptions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/pubsub/{service}/nodes/{node}/subscriptions/{identity}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Get a subscription
         * @description What is wanted of the subscription, and what the service said of it.
         */
        readonly get: operations["getPubsubSubscription"];
        /**
         * Subscribe to a node
         * @description Subscribes the identity, and keeps it subscribed: after restarts, lost links and restarts of the XMPP server. What is published arrives as `pubsub.item`. With `catchUp`, what was published while the bridge was away is fetched then, and marked `replayed`. Repeating it does no harm.
         */
        readonly put: operations["putPubsubSubscription"];
        readonly post?: never;
        /**
         * Unsubscribe from a node
         * @description The identity is unsubscribed, and the subscription is forgotten.
         */
        readonly delete: operations["deletePubsubSubscription"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List changes
         * @description Lists who created, changed, rotated, revoked, paused, resumed, replayed, deleted, discarded or moved what, newest first.
         *     Entries are kept for `BRIDGE_AUDIT_RETENTION`, 90 days by default, and 50,000 at most.
         */
        readonly get: operations["listAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/provision": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export keys and webhooks
         * @description Returns all keys and webhooks as a provisioning file declares them. It needs a key with all rights. Of the secrets of keys it
         *     has the SHA-256; the secrets of webhooks are left out, and their credentials are `***`. A webhook whose key is gone is left out.
         *
         *     `stanza-bridge export` writes the file, with a reference to a file for each secret.
         */
        readonly get: operations["exportProvision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The status of the bridge */
        readonly get: operations["getStatus"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface webhooks {
    readonly "message.received": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A message was received */
        readonly post: operations["onMessageReceived"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "presence.received": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Presence was received */
        readonly post: operations["onPresenceReceived"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "iq.received": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An IQ request was received */
        readonly post: operations["onIqReceived"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "room.joined": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An identity joined a room */
        readonly post: operations["onRoomJoined"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "room.left": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An identity left a room */
        readonly post: operations["onRoomLeft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "room.occupant": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Another occupant of a room came, went or changed */
        readonly post: operations["onRoomOccupant"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "room.subject": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A room has another subject */
        readonly post: operations["onRoomSubject"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "room.configured": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The configuration of a room changed */
        readonly post: operations["onRoomConfigured"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "room.gap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Messages in a room may have been missed */
        readonly post: operations["onRoomGap"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "message.status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A sent message has a new status */
        readonly post: operations["onMessageStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "message.moderated": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A message was taken out of a room */
        readonly post: operations["onMessageModerated"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "room.invited": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An identity was invited to a room */
        readonly post: operations["onRoomInvited"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "contact.requested": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Somebody asks for the presence of an identity */
        readonly post: operations["onContactRequested"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "contact.changed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The subscriptions of a contact changed */
        readonly post: operations["onContactChanged"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "command.requested": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Somebody executes a command of an identity */
        readonly post: operations["onCommandRequested"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "presence.changed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A contact came, went, or is available in another way */
        readonly post: operations["onPresenceChanged"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "pubsub.item": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An item was published at a node */
        readonly post: operations["onPubsubItem"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "pubsub.retracted": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** An item was retracted */
        readonly post: operations["onPubsubRetracted"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "pubsub.purged": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A node was purged */
        readonly post: operations["onPubsubPurged"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "pubsub.deleted": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A node was deleted */
        readonly post: operations["onPubsubDeleted"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "pubsub.configured": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A node was configured */
        readonly post: operations["onPubsubConfigured"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "pubsub.subscription": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The state of a subscription changed */
        readonly post: operations["onPubsubSubscription"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "webhook.disabled": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A webhook was disabled */
        readonly post: operations["onWebhookDisabled"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "webhook.test": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A webhook is tested */
        readonly post: operations["onWebhookTest"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "hook.failed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A hook could not tell a payload */
        readonly post: operations["onHookFailed"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "link.up": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The link to the XMPP server is up */
        readonly post: operations["onLinkUp"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "link.down": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The link to the XMPP server is down */
        readonly post: operations["onLinkDown"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "history.lost": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** The store lost events */
        readonly post: operations["onHistoryLost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description A language tag ([BCP 47](https://www.rfc-editor.org/info/bcp47)); in XML it is `xml:lang`.
         * @example en
         */
        readonly Language: string;
        /** @description Fields common to all stanzas to send. */
        readonly HeaderToSend: {
            /** @description Your own id for the stanza; generated if omitted. */
            readonly id?: string;
            /** @description The sending identity: a JID at the component domain, or just its local part (`alerts`). The default is the default identity of the API key. */
            readonly from?: string;
            /** @description JID of the recipient, or its URI (`xmpp:juliet@example.org`). A domain without a local part is accepted if it contains a dot, or is the component domain, a parent of it, the XMPP server's own domain, or `localhost`. */
            readonly to: string;
            readonly lang?: components["schemas"]["Language"];
        };
        /**
         * @description The conversation that a message is part of ([RFC 6121 §5.2.5](https://www.rfc-editor.org/rfc/rfc6121#section-5.2.5)).
         * @example {
         *       "id": "e0ffe42b28561960c6b12b944a092794b9683a38"
         *     }
         */
        readonly Thread: {
            /** @description Opaque name of the thread. */
            readonly id: string;
            /** @description The thread that this one branched from. */
            readonly parent?: string;
        };
        /**
         * @description Delivery receipts ([XEP-0184](https://xmpp.org/extensions/xep-0184.html)): exactly one of the two keys.
         * @example {
         *       "request": true
         *     }
         * @example {
         *       "received": "richard2-4.1.247"
         *     }
         */
        readonly Receipt: {
            /**
             * @description Asks the recipient's client to say when it has the message.
             * @constant
             */
            readonly request?: true;
            /** @description Says that the message with this id arrived. */
            readonly received?: string;
        };
        /**
         * @description What the sender is doing in the conversation ([XEP-0085](https://xmpp.org/extensions/xep-0085.html)).
         * @enum {string}
         */
        readonly ChatState: "active" | "composing" | "gone" | "inactive" | "paused";
        /**
         * @description Chat markers ([XEP-0333](https://xmpp.org/extensions/xep-0333.html)): exactly one of the keys. `received` and `acknowledged` are from older versions of the specification.
         * @example {
         *       "markable": true
         *     }
         * @example {
         *       "displayed": "message-1"
         *     }
         */
        readonly Marker: {
            /**
             * @description Asks for a marker when the message was displayed.
             * @constant
             */
            readonly markable?: true;
            /** @description The id of the message that arrived. */
            readonly received?: string;
            /** @description The id of the latest message that was shown to the user. */
            readonly displayed?: string;
            /** @description The id of the latest message that the user acknowledged. */
            readonly acknowledged?: string;
        };
        /**
         * @description This message corrects an earlier one ([XEP-0308](https://xmpp.org/extensions/xep-0308.html)).
         * @example {
         *       "id": "bad1"
         *     }
         */
        readonly Replace: {
            /** @description The id of the message that is corrected. */
            readonly id: string;
        };
        /**
         * @description A link beside the message ([XEP-0066](https://xmpp.org/extensions/xep-0066.html)). Clients show an image inline when `body` is the same URL.
         * @example {
         *       "url": "https://upload.example.org/7f3a/balcony.jpg",
         *       "desc": "The balcony"
         *     }
         */
        readonly Oob: {
            /** @description Where the thing is. */
            readonly url: string;
            /** @description What it is. */
            readonly desc?: string;
        };
        /**
         * @description The stanza was held back on its way ([XEP-0203](https://xmpp.org/extensions/xep-0203.html)).
         * @example {
         *       "from": "capulet.example",
         *       "stamp": "2002-09-10T23:08:25Z",
         *       "reason": "Offline Storage"
         *     }
         */
        readonly Delay: {
            /** @description When it was first sent, in UTC ([XEP-0082](https://xmpp.org/extensions/xep-0082.html)). */
            readonly stamp: string;
            /** @description JID of the entity that held it. */
            readonly from?: string;
            /** @description Why, for a person. */
            readonly reason?: string;
        };
        /**
         * @description The id that the sending client gave to the message ([XEP-0359](https://xmpp.org/extensions/xep-0359.html)).
         * @example de305d54-75b4-431b-adb2-eb6b9e546013
         */
        readonly OriginId: string;
        /**
         * @description An id that a server or room gave to the message ([XEP-0359](https://xmpp.org/extensions/xep-0359.html)).
         * @example {
         *       "id": "5f3dbc5e-e1d3-4077-a492-693f3769c7ad",
         *       "by": "room@muc.example.org"
         *     }
         */
        readonly StanzaId: {
            /** @description The id. */
            readonly id: string;
            /** @description JID of the entity that gave it. Trust it only when that is your own server or a room you are in. */
            readonly by: string;
        };
        /**
         * @description How servers should treat the message ([XEP-0334](https://xmpp.org/extensions/xep-0334.html)).
         * @enum {string}
         */
        readonly Hint: "no-copy" | "no-permanent-store" | "no-store" | "store";
        /**
         * @description The nickname of the sender ([XEP-0172](https://xmpp.org/extensions/xep-0172.html)).
         * @example Ishmael
         */
        readonly Nick: string;
        /**
         * @description Where somebody is ([XEP-0080](https://xmpp.org/extensions/xep-0080.html)); empty for nowhere.
         * @example {
         *       "lat": 45.44,
         *       "lon": 10.99,
         *       "locality": "Verona"
         *     }
         */
        readonly Geoloc: {
            readonly lang?: components["schemas"]["Language"];
            readonly accuracy?: number;
            readonly alt?: number;
            readonly altaccuracy?: number;
            readonly bearing?: number;
            readonly error?: number;
            readonly lat?: number;
            readonly lon?: number;
            readonly speed?: number;
            readonly area?: string;
            readonly building?: string;
            readonly country?: string;
            readonly countrycode?: string;
            readonly datum?: string;
            readonly description?: string;
            readonly floor?: string;
            readonly locality?: string;
            readonly postalcode?: string;
            readonly region?: string;
            readonly room?: string;
            readonly street?: string;
            readonly text?: string;
            readonly timestamp?: string;
            readonly tzo?: string;
            readonly uri?: string;
        };
        /**
         * @description What somebody listens to ([XEP-0118](https://xmpp.org/extensions/xep-0118.html)); empty for nothing.
         * @example {
         *       "artist": "Prokofiev",
         *       "title": "Dance of the Knights"
         *     }
         */
        readonly Tune: {
            readonly length?: number;
            readonly rating?: number;
            readonly artist?: string;
            readonly source?: string;
            readonly title?: string;
            readonly track?: string;
            readonly uri?: string;
        };
        /**
         * @description An entry of a microblog ([XEP-0277](https://xmpp.org/extensions/xep-0277.html)), of text only.
         * @example {
         *       "title": "To be or not to be"
         *     }
         */
        readonly AtomEntry: {
            readonly id?: string;
            readonly title?: string;
            readonly content?: string;
            /** @description The name. */
            readonly author?: string;
            readonly link?: string;
            readonly published?: string;
            readonly updated?: string;
        };
        /**
         * @description Any JSON ([XEP-0335](https://xmpp.org/extensions/xep-0335.html)).
         * @example {
         *       "temperature": 21.5
         *     }
         */
        readonly JsonValue: unknown;
        /** @description One field of a form ([XEP-0004 §3.2](https://xmpp.org/extensions/xep-0004.html#protocol-field)). */
        readonly DataFormField: {
            /** @description Name of the field. */
            readonly var?: string;
            /**
             * @description What may be entered.
             * @enum {string}
             */
            readonly type?: "boolean" | "fixed" | "hidden" | "jid-multi" | "jid-single" | "list-multi" | "list-single" | "text-multi" | "text-private" | "text-single";
            /** @description Name of the field for a person. */
            readonly label?: string;
            /** @description More about the field for a person. */
            readonly desc?: string;
            /**
             * @description The field must be filled in.
             * @constant
             */
            readonly required?: true;
            /** @description What is filled in; one string for each line of `text-multi`. */
            readonly values?: readonly string[];
            /** @description What can be chosen, for `list-single` and `list-multi`. */
            readonly options?: readonly {
                /** @description The choice for a person. */
                readonly label?: string;
                /** @description The value that the choice stands for. */
                readonly value: string;
            }[];
        };
        /**
         * @description One XML element. Prefixes are never part of it: `namespace` says where the name belongs.
         * @example {
         *       "name": "geoloc",
         *       "namespace": "http://jabber.org/protocol/geoloc",
         *       "children": [
         *         {
         *           "name": "lat",
         *           "children": [
         *             "45.44"
         *           ]
         *         },
         *         {
         *           "name": "lon",
         *           "children": [
         *             "12.33"
         *           ]
         *         }
         *       ]
         *     }
         */
        readonly XmlElement: {
            /** @description The local name. */
            readonly name: string;
            /** @description Left out on a nested element, it is the namespace of the element around it. */
            readonly namespace?: string;
            /** @description Values by name. A plain name has no namespace; `xml:lang` is itself; any other namespace stands in braces before the name, as in `{urn:example}name`. */
            readonly attributes?: {
                readonly [key: string]: string;
            };
            /** @description Texts and elements, in order. Neighbouring texts are one text in XML. */
            readonly children?: readonly (string | components["schemas"]["XmlElement"])[];
        };
        /**
         * @description A direct child element of a stanza. `namespace` is required because there is nothing to inherit it from.
         * @example {
         *       "name": "attention",
         *       "namespace": "urn:xmpp:attention:0"
         *     }
         */
        readonly ExtensionElement: components["schemas"]["XmlElement"] & {
            readonly namespace: string;
        };
        /** @description The element as it came. Present only where the other keys do not say all of it (unknown parts, an unusual order); when it is present it is what is written to XML. */
        readonly RawElement: components["schemas"]["ExtensionElement"];
        /**
         * @description A form to fill in, a filled-in form or a table of results ([XEP-0004](https://xmpp.org/extensions/xep-0004.html)).
         * @example {
         *       "type": "submit",
         *       "fields": [
         *         {
         *           "var": "FORM_TYPE",
         *           "type": "hidden",
         *           "values": [
         *             "http://jabber.org/protocol/muc#roomconfig"
         *           ]
         *         },
         *         {
         *           "var": "muc#roomconfig_roomname",
         *           "values": [
         *             "A Dark Cave"
         *           ]
         *         }
         *       ]
         *     }
         */
        readonly DataForm: {
            /**
             * @description A form to fill in, the answer to it, a refusal to answer, or data.
             * @enum {string}
             */
            readonly type: "cancel" | "form" | "result" | "submit";
            /** @description Title of the form. */
            readonly title?: string;
            /** @description Sentences for the person who fills it in. */
            readonly instructions?: readonly string[];
            /** @description The fields, in order. */
            readonly fields?: readonly components["schemas"]["DataFormField"][];
            /** @description The columns of the table in `items`. */
            readonly reported?: readonly components["schemas"]["DataFormField"][];
            /** @description The rows of the table. */
            readonly items?: readonly (readonly components["schemas"]["DataFormField"][])[];
            readonly raw?: components["schemas"]["RawElement"];
        };
        /** @description An item of a node, with what it says in one of the forms that the bridge knows, or as it is in `payload`. */
        readonly PubsubItem: {
            readonly id?: string;
            readonly publisher?: string;
            readonly nick?: components["schemas"]["Nick"];
            readonly geoloc?: components["schemas"]["Geoloc"];
            readonly tune?: components["schemas"]["Tune"];
            readonly entry?: components["schemas"]["AtomEntry"];
            readonly json?: components["schemas"]["JsonValue"];
            readonly form?: components["schemas"]["DataForm"];
            readonly payload?: components["schemas"]["ExtensionElement"];
        };
        /**
         * @description What was published at a node, or retracted from it ([XEP-0060 §7](https://xmpp.org/extensions/xep-0060.html#publisher)). Contacts publish at nodes of their own address (XEP-0163).
         * @example {
         *       "node": "http://jabber.org/protocol/geoloc",
         *       "items": [
         *         {
         *           "id": "current",
         *           "geoloc": {
         *             "lat": 45.44,
         *             "lon": 10.99
         *           }
         *         }
         *       ]
         *     }
         */
        readonly PubsubEvent: {
            /** @example http://jabber.org/protocol/geoloc */
            readonly node: string;
            readonly items?: readonly components["schemas"]["PubsubItem"][];
            /** @description The ids of items that are gone. */
            readonly retracted?: readonly string[];
            readonly raw?: components["schemas"]["RawElement"];
        };
        /**
         * @description This message answers another ([XEP-0461](https://xmpp.org/extensions/xep-0461.html)).
         * @example {
         *       "id": "message-id1",
         *       "to": "anna@example.com/laptop"
         *     }
         */
        readonly Reply: {
            /** @description The id of the message that is answered. */
            readonly id: string;
            /** @description JID of the author of that message. */
            readonly to?: string;
        };
        /**
         * @description All reactions of the sender to a message ([XEP-0444](https://xmpp.org/extensions/xep-0444.html)). They replace the earlier ones; an empty list takes them back.
         * @example {
         *       "id": "744f6e18-a57a-11e9-a656-4889e7820c76",
         *       "emojis": [
         *         "👋",
         *         "🐢"
         *       ]
         *     }
         */
        readonly Reactions: {
            /** @description The id of the message that is reacted to. */
            readonly id: string;
            /** @description One emoji each. */
            readonly emojis: readonly string[];
        };
        /**
         * @description The sender takes a message back ([XEP-0424](https://xmpp.org/extensions/xep-0424.html)).
         * @example {
         *       "id": "wrong-recipient-1"
         *     }
         */
        readonly Retract: {
            /** @description The id of the message that is taken back. */
            readonly id: string;
        };
        /**
         * @description An occupant's standing in a room ([XEP-0045](https://xmpp.org/extensions/xep-0045.html)).
         * @example {
         *       "affiliation": "none",
         *       "role": "none",
         *       "actor": {
         *         "nick": "Fluellen"
         *       },
         *       "reason": "Avaunt, you cullion!"
         *     }
         */
        readonly MucItem: {
            /**
             * @description The lasting relation to the room.
             * @enum {string}
             */
            readonly affiliation?: "admin" | "member" | "none" | "outcast" | "owner";
            /**
             * @description What the occupant may do on this visit.
             * @enum {string}
             */
            readonly role?: "moderator" | "none" | "participant" | "visitor";
            /** @description The real JID, where the room shows it. */
            readonly jid?: string;
            /** @description The nickname; with status 303, the new one. */
            readonly nick?: string;
            /** @description Who did it. */
            readonly actor?: {
                /** @description JID of the actor. */
                readonly jid?: string;
                /** @description Nickname of the actor. */
                readonly nick?: string;
            };
            /** @description Why, for a person. */
            readonly reason?: string;
        };
        /**
         * @description An invitation that a room passes on ([XEP-0045 §7.8.2](https://xmpp.org/extensions/xep-0045.html#invite-mediated)).
         * @example {
         *       "from": "crone1@shakespeare.example/desktop",
         *       "reason": "Hey Hecate, this is the place for all good witches!"
         *     }
         */
        readonly MucInvite: {
            /** @description Who is invited, on the way to the room. */
            readonly to?: string;
            /** @description Who invites, on the way from the room. */
            readonly from?: string;
            /** @description Why, for a person. */
            readonly reason?: string;
            /** @description The room goes on with a conversation of two. */
            readonly continue?: {
                /** @description The thread of that conversation. */
                readonly thread?: string;
            };
        };
        /** @description An invitation was not taken ([XEP-0045 §7.8.2](https://xmpp.org/extensions/xep-0045.html#invite-mediated)). */
        readonly MucDecline: {
            /** @description Who invited, on the way to the room. */
            readonly to?: string;
            /** @description Who declines, on the way from the room. */
            readonly from?: string;
            /** @description Why, for a person. */
            readonly reason?: string;
        };
        /** @description The room is gone ([XEP-0045 §10.9](https://xmpp.org/extensions/xep-0045.html#destroyroom)). */
        readonly MucDestroy: {
            /** @description A room to meet in instead. */
            readonly jid?: string;
            /** @description Why, for a person. */
            readonly reason?: string;
        };
        /**
         * @description What a room says about an occupant, an invitation or itself ([XEP-0045](https://xmpp.org/extensions/xep-0045.html), `muc#user`).
         * @example {
         *       "items": [
         *         {
         *           "affiliation": "member",
         *           "role": "participant",
         *           "jid": "juliet@capulet.example/balcony"
         *         }
         *       ],
         *       "statuses": [
         *         110
         *       ]
         *     }
         */
        readonly MucUser: {
            /** @description Role and affiliation of an occupant. */
            readonly items?: readonly components["schemas"]["MucItem"][];
            /** @description [Status codes](https://xmpp.org/registrar/mucstatus.html): 110 this is your own presence, 201 the room is new, 307 kicked, 301 banned, … */
            readonly statuses?: readonly number[];
            /** @description Invitations, to the room or from it. */
            readonly invites?: readonly components["schemas"]["MucInvite"][];
            readonly decline?: components["schemas"]["MucDecline"];
            readonly destroy?: components["schemas"]["MucDestroy"];
            /** @description The room's password, with an invitation. */
            readonly password?: string;
            readonly raw?: components["schemas"]["RawElement"];
        };
        /** @description Child elements of the stanza that no other field represents completely, unchanged and in order. Unknown elements are never dropped. */
        readonly Extensions: readonly components["schemas"]["ExtensionElement"][];
        /** @description What a message can carry, sent or received. */
        readonly MessageContent: {
            /** @description The text. */
            readonly body?: string;
            /** @description Language of `body`, where it is not that of the stanza. Bodies in more languages are in `extensions`. */
            readonly bodyLang?: components["schemas"]["Language"];
            /** @description The subject. In a room, a message with a subject and no body sets the room's. */
            readonly subject?: string;
            /** @description Language of `subject`, where it is not that of the stanza. */
            readonly subjectLang?: components["schemas"]["Language"];
            readonly thread?: components["schemas"]["Thread"];
            readonly receipt?: components["schemas"]["Receipt"];
            readonly chatState?: components["schemas"]["ChatState"];
            readonly marker?: components["schemas"]["Marker"];
            readonly replace?: components["schemas"]["Replace"];
            readonly oob?: components["schemas"]["Oob"];
            readonly delay?: components["schemas"]["Delay"];
            readonly originId?: components["schemas"]["OriginId"];
            /** @description Ids that servers and rooms gave to the message. */
            readonly stanzaIds?: readonly components["schemas"]["StanzaId"][];
            /** @description How servers should treat the message. */
            readonly hints?: readonly components["schemas"]["Hint"][];
            readonly pubsubEvent?: components["schemas"]["PubsubEvent"];
            readonly nick?: components["schemas"]["Nick"];
            readonly reply?: components["schemas"]["Reply"];
            readonly reactions?: components["schemas"]["Reactions"];
            readonly retract?: components["schemas"]["Retract"];
            readonly mucUser?: components["schemas"]["MucUser"];
            readonly form?: components["schemas"]["DataForm"];
            /** @description JSON in a container ([XEP-0335](https://xmpp.org/extensions/xep-0335.html)). If it came in another form than the bridge writes, such as with blanks in it, `extensions` has the element as it came; when that is there, it is what is written. */
            readonly json?: components["schemas"]["JsonValue"];
            /** @description Where somebody or something is. In another order than the bridge writes, it is in `extensions` as well. */
            readonly geoloc?: components["schemas"]["Geoloc"];
            readonly extensions?: components["schemas"]["Extensions"];
        };
        /**
         * @description A message to send ([RFC 6121 §5](https://www.rfc-editor.org/rfc/rfc6121#section-5)). It has some content: a body, or one of the keys or extensions that mean something to the recipient.
         * @example {
         *       "to": "juliet@example.org",
         *       "body": "Hi",
         *       "receipt": {
         *         "request": true
         *       }
         *     }
         * @example {
         *       "to": "juliet@example.org",
         *       "type": "chat",
         *       "body": "Art thou not Romeo, and a Montague?",
         *       "extensions": [
         *         {
         *           "name": "x",
         *           "namespace": "urn:x",
         *           "attributes": {
         *             "a": "1"
         *           },
         *           "children": [
         *             "t"
         *           ]
         *         }
         *       ]
         *     }
         */
        readonly MessageToSend: components["schemas"]["HeaderToSend"] & components["schemas"]["MessageContent"] & {
            /**
             * @description `chat` for a one-to-one conversation, `groupchat` for a room, `headline` for an alert that expects no reply. The default is `chat`, or `normal` for an invitation or a form without a body, because rooms accept those only as `normal`.
             * @enum {string}
             */
            readonly type?: "chat" | "groupchat" | "headline" | "normal";
            /** @description Seconds within which the XMPP server has to acknowledge the message. After that it becomes `failed` with the code `expired`, even without a link. The default is `BRIDGE_RETENTION`. */
            readonly ttl?: number;
            /** @description For a private message in a room (`to` is `room/nick`): send it only if the nickname still belongs to the occupant with this id (XEP-0421); otherwise 409 `conflict`. The sending identity has to be in the room. */
            readonly expectOccupantId?: string;
            /** @description True for a message to a room that the identity need not have been declared in before: it is declared then, with the defaults of `PUT /v1/rooms/{room}/identities/{identity}`, and the message is sent once the identity is in the room. `type` is `groupchat` if it is left out. Needs the scope `rooms:manage` as well. */
            readonly join?: boolean;
        };
        /** @enum {string} */
        readonly StanzaKind: "message" | "presence" | "iq";
        /**
         * @description * `queued`: stored, and waiting for the link
         *     * `sent`: written to the link; shown by itself only where the link has no way to learn more
         *     * `acknowledged`: the XMPP server has it. The bridge has done its part and does not send it again
         *     * `delivered`: a device of the recipient has it
         *     * `displayed`: the recipient has seen it
         *     * `failed`: the bridge gave it up, or it came back; `error` says why
         *
         *     A message goes down this list and may skip steps; it never goes back, except that proof of arrival revokes a failure which
         *     was not certain.
         *
         *     | status | what may follow |
         *     |---|---|
         *     | `queued` | any other |
         *     | `sent` | `delivered`, `displayed`, `failed` |
         *     | `acknowledged` | `delivered`, `displayed`, `failed` |
         *     | `delivered` | `displayed` |
         *     | `failed` with `mayHaveArrived` | `delivered`, `displayed`, or a `failed` that is final |
         *     | `displayed`, any other `failed` | nothing: they are final |
         *
         *     `acknowledged` is where most messages stay: XMPP servers do not confirm delivery. A receipt or marker may follow when the
         *     recipient's client sends one, also hours later. An error from the recipient's server makes it `failed`, usually within
         *     seconds. Both are taken in for as long as the record is kept, which is `BRIDGE_RETENTION` after its last change, unless
         *     `BRIDGE_LEDGER_MAX_BYTES` is reached before.
         *
         *     Errors, receipts and markers are believed only from those who can know. An error from the address that the message was sent
         *     to, from its bare JID or from its server is final. An error from one device of an account is not: another device may have
         *     the message. What is `delivered` does not become `failed`; a later error is added to `refusals`. For a message in a room,
         *     only the room is believed, never another occupant: all occupants know the id.
         * @enum {string}
         */
        readonly SendStatus: "queued" | "sent" | "acknowledged" | "delivered" | "displayed" | "failed";
        /**
         * Format: date-time
         * @description RFC 3339, UTC.
         * @example 2026-01-31T12:00:00.000Z
         */
        readonly Instant: string;
        /**
         * @description What the sender may do ([RFC 6120 §8.3.2](https://www.rfc-editor.org/rfc/rfc6120#section-8.3.2)): `auth` retry with credentials, `cancel` do not retry, `continue` it was only a warning, `modify` retry with other data, `wait` retry later.
         * @enum {string}
         */
        readonly StanzaErrorType: "auth" | "cancel" | "continue" | "modify" | "wait";
        /**
         * @description The defined conditions ([RFC 6120 §8.3.3](https://www.rfc-editor.org/rfc/rfc6120#section-8.3.3)).
         * @enum {string}
         */
        readonly StanzaErrorCondition: "bad-request" | "conflict" | "feature-not-implemented" | "forbidden" | "gone" | "internal-server-error" | "item-not-found" | "jid-malformed" | "not-acceptable" | "not-allowed" | "not-authorized" | "policy-violation" | "recipient-unavailable" | "redirect" | "registration-required" | "remote-server-not-found" | "remote-server-timeout" | "resource-constraint" | "service-unavailable" | "subscription-required" | "undefined-condition" | "unexpected-request";
        /**
         * @description A stanza error ([RFC 6120 §8.3](https://www.rfc-editor.org/rfc/rfc6120#section-8.3)). What is broken or old is read as well as can be; `raw` then has the element as it came.
         * @example {
         *       "type": "cancel",
         *       "condition": "service-unavailable",
         *       "text": "User session not found"
         *     }
         */
        readonly StanzaError: {
            readonly type: components["schemas"]["StanzaErrorType"];
            readonly condition: components["schemas"]["StanzaErrorCondition"];
            /** @description A sentence for people. */
            readonly text?: string;
            /** @description Language of `text`. */
            readonly lang?: string;
            /** @description JID of the entity that reports the error. */
            readonly by?: string;
            /** @description The new address, with `gone` and `redirect`. */
            readonly uri?: string;
            /** @description Number from the time before RFC 3920 (XEP-0086); some servers still send it. */
            readonly code?: number;
            /** @description Application-specific conditions. */
            readonly extensions?: readonly components["schemas"]["ExtensionElement"][];
            readonly raw?: components["schemas"]["RawElement"];
        };
        /** @description Why it failed. */
        readonly SendFailure: {
            /**
             * @description `stanza-error`: the message bounced. `stream-error`: the XMPP server ends the stream when it is sent this stanza, for example because it is over the server's limit on stanza size; it is not sent again. `expired`: its `ttl` ended before the XMPP server acknowledged it. `cancelled`: it was cancelled before it was sent, and never will be. `not-in-room`: the identity is not in the room, and the bridge does not bring it there. `not-reflected`: the XMPP server took it, and the room did not reflect it in time.
             * @enum {string}
             */
            readonly code: "stanza-error" | "stream-error" | "expired" | "cancelled" | "not-in-room" | "not-reflected";
            /**
             * @description What happened and the likely causes, for people. Programs should use `code` and `stanzaError`. See docs/errors.md.
             * @example juliet@example.org: the account does not exist, or it is offline and the server keeps no messages for it.
             */
            readonly detail: string;
            /**
             * @description With `stream-error`, the condition that the XMPP server gave (RFC 6120 §4.9.3), if it gave one.
             * @example policy-violation
             */
            readonly condition?: string;
            readonly stanzaError?: components["schemas"]["StanzaError"];
            /** @description True if the recipient may have the message all the same, so that `final` is false: an expired message was, or may have been, written to a link on which the XMPP server did not acknowledge it; one device of several refused it; a server did not respond in time (`remote-server-timeout`); or a room did not reflect it in time (`not-reflected`). The bridge does not send it again. A receipt or marker still makes it `delivered` or `displayed`. If absent, an expired message was never sent. */
            readonly mayHaveArrived?: boolean;
        };
        /** @description The record of an accepted stanza. */
        readonly SendRecord: {
            /**
             * @description Also the id of the stanza sent to the XMPP server.
             * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
             */
            readonly id: string;
            readonly kind: components["schemas"]["StanzaKind"];
            readonly status: components["schemas"]["SendStatus"];
            /** @description Whether the status can no longer change. True for `displayed`, and for `failed` unless the error has `mayHaveArrived`. */
            readonly final: boolean;
            readonly createdAt: components["schemas"]["Instant"];
            /** @description When its `ttl` ends. If the XMPP server has not acknowledged the message by then, it becomes `failed` within a second, whether or not the link is up. */
            readonly expiresAt: components["schemas"]["Instant"];
            /** @example alerts@bridge.example.org */
            readonly from: string;
            /** @example juliet@example.org */
            readonly to: string;
            /** @description Every status so far, oldest first. The time of `sent` is when the message was written to the link, the time of `acknowledged` when the XMPP server confirmed it. */
            readonly history: readonly {
                readonly status: components["schemas"]["SendStatus"];
                readonly at: components["schemas"]["Instant"];
            }[];
            /**
             * @description The id that the room assigned to the message (XEP-0359), present once the room has reflected it. Reactions, replies and retractions in a room refer to a message by this id.
             * @example 2026-01-31-f2a1c0de
             */
            readonly roomStanzaId?: string;
            readonly error?: components["schemas"]["SendFailure"];
            /** @description Errors that came back without deciding the status, such as one from a device while another device had the message; the first four. */
            readonly refusals?: readonly {
                readonly at: components["schemas"]["Instant"];
                /**
                 * @description The address that sent the error.
                 * @example juliet@example.org/phone
                 */
                readonly by: string;
                /** @description What it means, for people. */
                readonly detail: string;
                readonly stanzaError: components["schemas"]["StanzaError"];
            }[];
        };
        /**
         * @description All error codes.
         * @enum {string}
         */
        readonly ErrorCode: "malformed-body" | "invalid-request" | "invalid-address" | "invalid-stanza" | "payload-too-large" | "unsupported-media-type" | "not-acceptable" | "not-found" | "method-not-allowed" | "request-timeout" | "headers-too-large" | "conflict" | "idempotency-key-reused" | "history-lost" | "loop-detected" | "unauthorized" | "forbidden" | "identity-forbidden" | "recipient-forbidden" | "too-many-requests" | "quota-exceeded" | "too-many-pending-iqs" | "outbox-full" | "overloaded" | "stanza-error" | "room-refused" | "not-in-room" | "feature-missing" | "form-invalid" | "answer-too-large" | "iq-timeout" | "link-down" | "link-lost" | "store-unavailable" | "store-full" | "issuer-unavailable" | "shutting-down" | "internal";
        readonly InputFault: {
            /**
             * @description RFC 6901 JSON pointer into the body (the empty string is the whole body). For a parameter it starts with the kind of parameter: `/query/limit`, `/path/id`, `/headers/idempotency-key`. In a stanza sent as XML it names an attribute (`/to`) or an element (`/children/0`).
             * @example /to
             * @example /extensions/0/name
             * @example /query/limit
             * @example /headers/idempotency-key
             */
            readonly pointer: string;
            /**
             * @description What to change.
             * @example Use a string.
             */
            readonly detail: string;
        };
        /** @description A problem (RFC 9457). Programs should use `code`; `detail` is for people. */
        readonly Problem: {
            /** @description `urn:stanza-bridge:problem:` and the code: a name that does not change. `GET /problems/{code}` of the bridge explains it, without a key, as does docs/errors.md. */
            readonly type: string;
            /** @description The same for every problem of this code. */
            readonly title: string;
            readonly status: number;
            /** @description A sentence about this occurrence, for people. */
            readonly detail: string;
            /** @description The path of the request. */
            readonly instance: string;
            readonly code: components["schemas"]["ErrorCode"];
            /** @description Whether a retry of the same request may succeed. */
            readonly retryable: boolean;
            /** @description The faults in the input, with their places. */
            readonly errors?: readonly components["schemas"]["InputFault"][];
            /** @description What is missing, with `feature-missing`; a namespace where there is one. */
            readonly feature?: string;
            /** @description The JID of who lacks it, with `feature-missing`. */
            readonly service?: string;
            readonly stanzaError?: components["schemas"]["StanzaError"];
        };
        readonly BatchResult: {
            /** @constant */
            readonly status: 202;
            readonly message: components["schemas"]["SendRecord"];
        } | {
            readonly status: number;
            readonly problem: components["schemas"]["Problem"];
        };
        readonly BatchResults: {
            /** @description One result per line, in the order of the lines. */
            readonly items: readonly components["schemas"]["BatchResult"][];
        };
        /**
         * @description How long an entity has been idle, logged out or running ([XEP-0012](https://xmpp.org/extensions/xep-0012.html)); empty to ask.
         * @example {}
         * @example {
         *       "seconds": 903
         *     }
         */
        readonly LastActivity: {
            /** @description For how many seconds. */
            readonly seconds?: number;
            /** @description The status that the user left with. */
            readonly status?: string;
        };
        /**
         * @description In presence to `room@service/nick`: enter the room ([XEP-0045 §7.2](https://xmpp.org/extensions/xep-0045.html#enter)).
         * @example {}
         * @example {
         *       "history": {
         *         "maxStanzas": 0
         *       }
         *     }
         */
        readonly Muc: {
            /** @description How much of the past the room should send. */
            readonly history?: {
                /** @description At most so many characters of XML in all. */
                readonly maxChars?: number;
                /** @description At most this many messages; 0 asks for no history. */
                readonly maxStanzas?: number;
                /** @description Only messages of the last so many seconds. */
                readonly seconds?: number;
                /** @description Only messages since this time (XEP-0082). */
                readonly since?: string;
            };
            /** @description The room's password. */
            readonly password?: string;
        };
        /** @description What presence can carry, sent or received. */
        readonly PresenceContent: {
            /**
             * @description How available. Left out, just available.
             * @enum {string}
             */
            readonly show?: "away" | "chat" | "dnd" | "xa";
            /** @description A sentence for people. */
            readonly status?: string;
            /** @description Language of `status`, where it is not that of the stanza. */
            readonly statusLang?: components["schemas"]["Language"];
            /** @description Which resource of the sender gets messages to the bare JID. */
            readonly priority?: number;
            readonly delay?: components["schemas"]["Delay"];
            readonly nick?: components["schemas"]["Nick"];
            readonly lastActivity?: components["schemas"]["LastActivity"];
            readonly muc?: components["schemas"]["Muc"];
            readonly mucUser?: components["schemas"]["MucUser"];
            readonly extensions?: components["schemas"]["Extensions"];
        };
        /**
         * @description Presence to send ([RFC 6121 §4](https://www.rfc-editor.org/rfc/rfc6121#section-4)).
         * @example {
         *       "to": "juliet@example.org",
         *       "type": "subscribe"
         *     }
         * @example {
         *       "to": "balcony@rooms.example.org/romeo",
         *       "muc": {
         *         "history": {
         *           "maxStanzas": 0
         *         }
         *       }
         *     }
         */
        readonly PresenceToSend: components["schemas"]["HeaderToSend"] & components["schemas"]["PresenceContent"] & {
            /**
             * @description Left out, the identity is available.
             * @enum {string}
             */
            readonly type?: "probe" | "subscribe" | "subscribed" | "unavailable" | "unsubscribe" | "unsubscribed";
        };
        /**
         * @description Are you there ([XEP-0199](https://xmpp.org/extensions/xep-0199.html))? Always an empty object.
         * @example {}
         */
        readonly Ping: Record<string, never>;
        /**
         * @description Software and its version ([XEP-0092](https://xmpp.org/extensions/xep-0092.html)); empty to ask.
         * @example {}
         * @example {
         *       "name": "Exodus",
         *       "version": "0.7.0.4"
         *     }
         */
        readonly Version: {
            /** @description Name of the software. */
            readonly name?: string;
            /** @description Its version. */
            readonly version?: string;
            /** @description The operating system. */
            readonly os?: string;
        };
        /** @description One thing that an entity is, of the [registry](https://xmpp.org/registrar/disco-categories.html). */
        readonly DiscoIdentity: {
            /** @description Such as `client`, `conference`, `server`. */
            readonly category: string;
            /** @description Such as `bot`, `text`, `im`. */
            readonly type: string;
            /** @description Its name for a person. */
            readonly name?: string;
            /** @description Language of `name`. */
            readonly lang?: string;
        };
        /**
         * @description What an entity is and can do ([XEP-0030 §3](https://xmpp.org/extensions/xep-0030.html#info)); empty to ask.
         * @example {}
         * @example {
         *       "identities": [
         *         {
         *           "category": "conference",
         *           "type": "text",
         *           "name": "Play-Specific Chatrooms"
         *         }
         *       ],
         *       "features": [
         *         "http://jabber.org/protocol/disco#info",
         *         "http://jabber.org/protocol/muc"
         *       ]
         *     }
         */
        readonly DiscoInfo: {
            /** @description The part of the entity that is asked about. */
            readonly node?: string;
            /** @description What it is. */
            readonly identities?: readonly components["schemas"]["DiscoIdentity"][];
            /** @description What it can do, one namespace each. */
            readonly features?: readonly string[];
            /** @description More about it ([XEP-0128](https://xmpp.org/extensions/xep-0128.html)). */
            readonly forms?: readonly components["schemas"]["DataForm"][];
            readonly raw?: components["schemas"]["RawElement"];
        };
        /** @description One entity, or part of one, that belongs to another. */
        readonly DiscoItem: {
            /** @description Its address. */
            readonly jid: string;
            /** @description Its part. */
            readonly node?: string;
            /** @description Its name for a person. */
            readonly name?: string;
        };
        /**
         * @description What belongs to an entity ([XEP-0030 §4](https://xmpp.org/extensions/xep-0030.html#items)); empty to ask.
         * @example {}
         * @example {
         *       "items": [
         *         {
         *           "jid": "conference.example.org",
         *           "name": "Chatrooms"
         *         }
         *       ]
         *     }
         */
        readonly DiscoItems: {
            /** @description The part of the entity that is asked about. */
            readonly node?: string;
            /** @description What belongs to it. */
            readonly items?: readonly components["schemas"]["DiscoItem"][];
            readonly raw?: components["schemas"]["RawElement"];
        };
        /**
         * @description What an entity's clock shows ([XEP-0202](https://xmpp.org/extensions/xep-0202.html)); empty to ask.
         * @example {}
         * @example {
         *       "tzo": "-06:00",
         *       "utc": "2006-12-19T17:58:35Z"
         *     }
         */
        readonly EntityTime: {
            /** @description Offset from UTC, as `+02:00`. */
            readonly tzo?: string;
            /** @description The time in UTC (XEP-0082). */
            readonly utc?: string;
        };
        /** @description A whole number of 32 bits. */
        readonly RpcInt: number;
        /**
         * @description A value with its type. In a request, a simple value of JSON stands for the type that is nearest: text for `string`, a whole number for `int`, another number for `double`, `true` and `false` for `boolean`, `null` for `nil`. What the bridge reads always has the type.
         * @example {
         *       "dateTime": "20260131T12:00:00"
         *     }
         * @example {
         *       "struct": {
         *         "room": {
         *           "string": "hall"
         *         },
         *         "lit": {
         *           "boolean": true
         *         }
         *       }
         *     }
         */
        readonly RpcValue: string | components["schemas"]["RpcInt"] | number | boolean | null | components["schemas"]["RpcTypedValue"];
        /** A value with its type */
        readonly RpcTypedValue: {
            readonly int?: components["schemas"]["RpcInt"];
            readonly i4?: components["schemas"]["RpcInt"];
            readonly double?: number;
            readonly boolean?: boolean;
            readonly string?: string;
            /** @description Text without a type, which XML-RPC takes for a string. */
            readonly untyped?: string;
            /** @description As XML-RPC has it, such as `20260131T12:00:00`; it names no time zone. */
            readonly dateTime?: string;
            readonly base64?: string;
            readonly array?: readonly components["schemas"]["RpcValue"][];
            readonly struct?: {
                readonly [key: string]: components["schemas"]["RpcValue"];
            };
            /** @constant */
            readonly nil?: true;
        };
        /** @description Why the method failed, in its own words. */
        readonly RpcFault: {
            readonly code: components["schemas"]["RpcInt"];
            readonly text: string;
        };
        /**
         * @description A remote procedure call or what came of it ([XEP-0009](https://xmpp.org/extensions/xep-0009.html)): `method` and `params` in a request; `result`, or `results` where it is not exactly one, or `fault` in a response.
         * @example {
         *       "method": "Lamp.setBrightness",
         *       "params": [
         *         "bedroom",
         *         60
         *       ]
         *     }
         * @example {
         *       "result": {
         *         "boolean": true
         *       }
         *     }
         */
        readonly Rpc: {
            /** @example Lamp.setBrightness */
            readonly method?: string;
            readonly params?: readonly components["schemas"]["RpcValue"][];
            readonly result?: components["schemas"]["RpcValue"];
            /** @description What a method returned that did not return exactly one value. */
            readonly results?: readonly components["schemas"]["RpcValue"][];
            readonly fault?: components["schemas"]["RpcFault"];
            readonly raw?: components["schemas"]["RawElement"];
        } & (unknown | unknown | unknown | unknown);
        /** @description The content of an IQ, sent or received. At most one field besides `error`. */
        readonly IqContent: {
            readonly ping?: components["schemas"]["Ping"];
            readonly version?: components["schemas"]["Version"];
            readonly discoInfo?: components["schemas"]["DiscoInfo"];
            readonly discoItems?: components["schemas"]["DiscoItems"];
            readonly lastActivity?: components["schemas"]["LastActivity"];
            readonly time?: components["schemas"]["EntityTime"];
            readonly rpc?: components["schemas"]["Rpc"];
            /** @description JSON in a container ([XEP-0335](https://xmpp.org/extensions/xep-0335.html)). If it came in another form than the bridge writes, such as with blanks in it, `extensions` has the element as it came; when that is there, it is what is written. */
            readonly json?: components["schemas"]["JsonValue"];
            readonly extensions?: components["schemas"]["Extensions"];
        };
        /**
         * @description A request to send ([RFC 6120 §8.2.3](https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3)), with exactly one payload: one of the keys, or `extensions` with one element.
         * @example {
         *       "to": "example.org",
         *       "ping": {}
         *     }
         * @example {
         *       "to": "lamp@example.org/hall",
         *       "rpc": {
         *         "method": "Lamp.setBrightness",
         *         "params": [
         *           60
         *         ]
         *       }
         *     }
         * @example {
         *       "to": "example.org",
         *       "type": "get",
         *       "extensions": [
         *         {
         *           "name": "query",
         *           "namespace": "jabber:iq:register"
         *         }
         *       ]
         *     }
         */
        readonly IqToSend: (components["schemas"]["HeaderToSend"] & components["schemas"]["IqContent"] & {
            /**
             * @description `get` asks for something, `set` changes something. Left out, it is `set` for a method call, and `get` for all else.
             * @enum {string}
             */
            readonly type?: "get" | "set";
            readonly extensions?: readonly components["schemas"]["ExtensionElement"][];
        }) & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description Fields common to all incoming stanzas. */
        readonly ReceivedHeader: {
            /** @description The id that the sender gave to the stanza. */
            readonly id?: string;
            /** @description JID of the sender. */
            readonly from?: string;
            /** @description JID of the recipient. */
            readonly to?: string;
            readonly lang?: components["schemas"]["Language"];
            /** @description Attributes of the stanza that no other key has, also a `type` that XMPP does not define. Names as in XmlElement. */
            readonly attributes?: {
                readonly [key: string]: string;
            };
        };
        /**
         * @description An incoming IQ request or response ([RFC 6120 §8.2.3](https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3)).
         * @example {
         *       "id": "s2c1",
         *       "from": "example.org",
         *       "to": "bridge.example.org",
         *       "type": "result",
         *       "version": {
         *         "name": "Prosody",
         *         "version": "0.12.3"
         *       }
         *     }
         */
        readonly Iq: components["schemas"]["ReceivedHeader"] & components["schemas"]["IqContent"] & {
            /**
             * @description Left out only where the sender wrote none of these; `attributes` then has what was written.
             * @enum {string}
             */
            readonly type?: "error" | "get" | "result" | "set";
            readonly error?: components["schemas"]["StanzaError"];
        };
        /** @description One stanza as XML. */
        readonly Xml: string;
        /** @description An IQ request whose response is read later. */
        readonly PendingIq: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            /** @constant */
            readonly status: "pending";
            readonly createdAt: components["schemas"]["Instant"];
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /**
         * @description A group of contacts, such as a floor or a model.
         * @example floor-3
         */
        readonly ContactGroup: string;
        /**
         * Contacts
         * @description Contacts of an identity, as they are when the batch begins. Needs the scope `contacts:manage` as well.
         */
        readonly ContactsToAsk: {
            /** @description The identity, or its local part. It is also the one that asks, if `from` is left out. */
            readonly contactsOf: string;
            /** @description True, the default, asks the resources of those contacts that are available and let the identity see it. False asks every contact at its bare address, where its server answers for it. */
            readonly available?: boolean;
            /**
             * @description Of an available contact, every resource (the default), or the one with the highest priority.
             * @enum {string}
             */
            readonly resources?: "all" | "best";
            /** @description Only contacts in one of these groups. */
            readonly groups?: readonly components["schemas"]["ContactGroup"][];
            /** @description Only contacts at one of these domains; `*.example.org` means those below it. */
            readonly domains?: readonly string[];
        };
        /** @description Addresses, or contacts of an identity. */
        readonly IqBatchTo: readonly string[] | components["schemas"]["ContactsToAsk"];
        /**
         * @description An `IqToSend` without `to` and `id`.
         * @example {
         *       "version": {}
         *     }
         */
        readonly IqForMany: (components["schemas"]["IqContent"] & {
            /** @description The asking identity, or its local part. The default is the default identity of the API key. */
            readonly from?: string;
            readonly lang?: components["schemas"]["Language"];
            /**
             * @description `get` asks for something, `set` changes something. Left out, it is `set` for a method call, and `get` for all else.
             * @enum {string}
             */
            readonly type?: "get" | "set";
            readonly extensions?: readonly components["schemas"]["ExtensionElement"][];
        }) & (unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description Whom to ask and what; either `to` and `iq`, or `requests`. */
        readonly IqBatch: {
            readonly to?: components["schemas"]["IqBatchTo"];
            readonly iq?: components["schemas"]["IqForMany"];
            /** @description A request for each address. Each entry is validated separately against `IqToSend`. */
            readonly requests?: readonly unknown[];
            /** @description Seconds that each address may take to answer; 20 by default, at most `BRIDGE_MAX_IQ_WAIT`. */
            readonly timeout?: number;
            /** @description Seconds for the whole batch, 300 by default. Addresses that were not asked by then are skipped, and waiting for answers ends. */
            readonly within?: number;
            /** @description Requests that wait for an answer at the same time; 50 by default, at most `BRIDGE_MAX_PENDING_IQS_PER_KEY`. */
            readonly concurrency?: number;
        } & (unknown | unknown);
        /** @description What became of one address. `outcome` is `result` with the `answer`; `error` with the `problem`, such as what the device refused; or `timeout`. */
        readonly IqBatchLine: {
            /** @description The place of the address in the batch, from 0. */
            readonly index: number;
            /** @description How many lines there are in all. */
            readonly of: number;
            /** @description Who was asked, as the request has it; empty where it says nobody. */
            readonly to: string;
            /** @constant */
            readonly outcome: "result";
            readonly answer: components["schemas"]["Iq"];
        } | {
            readonly index: number;
            readonly of: number;
            readonly to: string;
            /** @enum {string} */
            readonly outcome: "error" | "timeout";
            readonly problem: components["schemas"]["Problem"];
            /**
             * @description The address was certainly not asked.
             * @constant
             */
            readonly sent?: false;
        };
        /** @description An IQ request and its result. */
        readonly IqRecord: components["schemas"]["PendingIq"] | {
            readonly id: string;
            /** @constant */
            readonly status: "answered";
            readonly createdAt: components["schemas"]["Instant"];
            readonly expiresAt: components["schemas"]["Instant"];
            readonly answer: components["schemas"]["Iq"];
        } | {
            readonly id: string;
            /** @constant */
            readonly status: "failed";
            readonly createdAt: components["schemas"]["Instant"];
            readonly expiresAt: components["schemas"]["Instant"];
            readonly problem: components["schemas"]["Problem"];
        };
        /**
         * @description The single payload of an answer: one of the keys, or `extensions` with one element. `{}` means no payload.
         * @example {}
         * @example {
         *       "version": {
         *         "name": "Balcony",
         *         "version": "1.2.0"
         *       }
         *     }
         */
        readonly IqPayload: components["schemas"]["IqContent"] & {
            readonly extensions?: readonly components["schemas"]["ExtensionElement"][];
        };
        /** Result */
        readonly IqResult: {
            readonly result: components["schemas"]["IqPayload"];
        };
        /** @description `type` defaults to the one that RFC 6120 recommends for the condition. */
        readonly StanzaErrorToSend: {
            readonly condition: components["schemas"]["StanzaErrorCondition"];
            readonly type?: components["schemas"]["StanzaErrorType"];
            /** @description A sentence for people. */
            readonly text?: string;
        };
        /**
         * Refusal
         * @description An error response.
         */
        readonly IqRefusal: {
            readonly error: components["schemas"]["StanzaErrorToSend"];
        };
        /** @description The response to an incoming IQ request. */
        readonly IqAnswer: components["schemas"]["IqResult"] | components["schemas"]["IqRefusal"];
        /** @description `kind` (default `message`) and the stanza in its JSON form: `MessageToSend`, `PresenceToSend` or `IqToSend`. */
        readonly StanzaToEcho: {
            readonly kind?: components["schemas"]["StanzaKind"];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * @description An incoming message ([RFC 6121 §5](https://www.rfc-editor.org/rfc/rfc6121#section-5)).
         * @example {
         *       "id": "ktx72v49",
         *       "from": "juliet@capulet.example/balcony",
         *       "to": "romeo@bridge.example.org",
         *       "type": "chat",
         *       "body": "Art thou not Romeo, and a Montague?",
         *       "chatState": "active"
         *     }
         */
        readonly Message: components["schemas"]["ReceivedHeader"] & components["schemas"]["MessageContent"] & {
            /**
             * @description The default is `normal`.
             * @enum {string}
             */
            readonly type?: "chat" | "error" | "groupchat" | "headline" | "normal";
            readonly error?: components["schemas"]["StanzaError"];
        };
        /**
         * @description Incoming presence ([RFC 6121 §4](https://www.rfc-editor.org/rfc/rfc6121#section-4)).
         * @example {
         *       "from": "juliet@capulet.example/balcony",
         *       "to": "romeo@bridge.example.org",
         *       "show": "away",
         *       "status": "be right back",
         *       "priority": 5
         *     }
         */
        readonly Presence: components["schemas"]["ReceivedHeader"] & components["schemas"]["PresenceContent"] & {
            /**
             * @description Left out, the sender is available.
             * @enum {string}
             */
            readonly type?: "error" | "probe" | "subscribe" | "subscribed" | "unavailable" | "unsubscribe" | "unsubscribed";
            readonly error?: components["schemas"]["StanzaError"];
        };
        readonly EchoedStanza: components["schemas"]["Message"] | components["schemas"]["Presence"] | components["schemas"]["Iq"];
        /** @enum {string} */
        readonly EventType: "message.received" | "presence.received" | "iq.received" | "message.status" | "message.moderated" | "room.invited" | "contact.requested" | "contact.changed" | "presence.changed" | "command.requested" | "room.joined" | "room.left" | "room.gap" | "room.configured" | "room.subject" | "room.occupant" | "pubsub.item" | "pubsub.retracted" | "pubsub.purged" | "pubsub.deleted" | "pubsub.configured" | "pubsub.subscription" | "webhook.disabled" | "webhook.test" | "hook.failed" | "link.up" | "link.down" | "history.lost";
        /**
         * @description The same in every copy of this event, and the `webhook-id` of each attempt to deliver it.
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly EventId: string;
        /**
         * @description The position in the event log; opaque.
         * @example MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA
         */
        readonly EventCursor: string;
        /**
         * @description The identity that the event belongs to, as a bare JID; the component domain for events about the whole bridge.
         * @example alerts@bridge.example.org
         */
        readonly EventIdentity: string;
        /**
         * @description The identity and the remote bare JID, separated by a space; just the component domain for events about the bridge itself. Events of one conversation are delivered in order.
         * @example alerts@bridge.example.org juliet@example.org
         */
        readonly EventConversation: string;
        /**
         * @description W3C `traceparent` of the trace that led to the event; present if the bridge exports traces.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly EventTrace: string;
        /** @description For a message in a room that the identity is declared to be in. */
        readonly HeardInRoom: {
            /** @description Who said it. Absent for what the room itself says. */
            readonly nick?: string;
            /** @description The occupant's id, which stays the same when the nickname changes (XEP-0421). Absent where the room gives none. */
            readonly occupantId?: string;
            /** @enum {string} */
            readonly role?: "moderator" | "none" | "participant" | "visitor";
            /** @enum {string} */
            readonly affiliation?: "admin" | "member" | "none" | "outcast" | "owner";
            /** @description It was said to this identity alone. Answer to `from`, not to the room. */
            readonly private: boolean;
            /** @description It was said before the identity came in, or while it was away. */
            readonly history: boolean;
            /** @description It has the nickname of the identity in it, or refers to it (XEP-0372). */
            readonly mentioned: boolean;
        };
        /**
         * @description It was read from an old connection after another replica had taken over, for example because this one was suspended. It may stand behind what came later, and the bridge answered it with nothing by itself, also not with a receipt.
         * @constant
         */
        readonly Late: true;
        /** @description An incoming message, with its XML if requested. */
        readonly ReceivedMessage: components["schemas"]["ReceivedHeader"] & components["schemas"]["MessageContent"] & {
            /** @enum {string} */
            readonly type?: "chat" | "error" | "groupchat" | "headline" | "normal";
            /**
             * @description An identity of the bridge sent it: another one in the same room, or one that wrote to this identity. The bridge sends no automatic reply; bots should ignore it.
             * @constant
             */
            readonly self?: true;
            /**
             * @description Room history, sent by the room after joining. Each message is recorded once, no matter how often the room sends it. The bridge sends no automatic reply; bots should ignore it.
             * @constant
             */
            readonly history?: true;
            readonly room?: components["schemas"]["HeardInRoom"];
            readonly error?: components["schemas"]["StanzaError"];
            readonly late?: components["schemas"]["Late"];
            readonly xml?: components["schemas"]["Xml"];
        };
        /** A message came in */
        readonly MessageReceived: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "message.received";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly trace?: components["schemas"]["EventTrace"];
            readonly data: components["schemas"]["ReceivedMessage"];
        };
        /** @description Incoming presence, with its XML if requested. */
        readonly ReceivedPresence: components["schemas"]["ReceivedHeader"] & components["schemas"]["PresenceContent"] & {
            /** @enum {string} */
            readonly type?: "error" | "probe" | "subscribe" | "subscribed" | "unavailable" | "unsubscribe" | "unsubscribed";
            readonly error?: components["schemas"]["StanzaError"];
            readonly late?: components["schemas"]["Late"];
            readonly xml?: components["schemas"]["Xml"];
        };
        /** Presence came in */
        readonly PresenceReceived: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "presence.received";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly trace?: components["schemas"]["EventTrace"];
            readonly data: components["schemas"]["ReceivedPresence"];
        };
        /** @description An incoming IQ request, with its XML if requested. */
        readonly ReceivedIq: components["schemas"]["ReceivedHeader"] & components["schemas"]["IqContent"] & {
            /** @enum {string} */
            readonly type?: "error" | "get" | "result" | "set";
            readonly error?: components["schemas"]["StanzaError"];
            readonly late?: components["schemas"]["Late"];
            readonly xml?: components["schemas"]["Xml"];
        };
        /** Somebody asks */
        readonly IqReceived: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "iq.received";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly trace?: components["schemas"]["EventTrace"];
            readonly data: components["schemas"]["ReceivedIq"];
        };
        /** A sent message has a new status */
        readonly MessageStatus: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "message.status";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly trace?: components["schemas"]["EventTrace"];
            readonly data: components["schemas"]["SendRecord"];
        };
        /** A message was taken out of a room */
        readonly MessageModerated: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "message.moderated";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly trace?: components["schemas"]["EventTrace"];
            /** @description A moderator took a message out of a room (XEP-0425). Only the room itself is believed about it. */
            readonly data: {
                /** @description The bare JID of the room. */
                readonly room: string;
                /** @description The message, by the id that the room gave it. */
                readonly ref: {
                    readonly id: string;
                    readonly by: string;
                };
                /** @description The moderator, as far as the room says it. */
                readonly by?: {
                    readonly nick?: string;
                    readonly occupantId?: string;
                };
                /** @description Why, for a person. */
                readonly reason?: string;
                readonly late?: components["schemas"]["Late"];
            };
        };
        /** An identity was invited to a room */
        readonly RoomInvited: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "room.invited";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly trace?: components["schemas"]["EventTrace"];
            /** @description An invitation; anybody can send one. Only an identity whose `invites` is `join` enters the room by itself. */
            readonly data: {
                /** @description The bare JID of the room. */
                readonly room: string;
                /**
                 * @description `direct` came from the person (XEP-0249), `mediated` through the room (XEP-0045 §7.8.2). A room that sends both forms in one message makes one event.
                 * @enum {string}
                 */
                readonly kind: "direct" | "mediated";
                /** @description Who invites, as the message says. */
                readonly from?: string;
                /** @description Why, for a person. */
                readonly reason?: string;
                /** @description The password of the room. */
                readonly password?: string;
                /** @description The thread of a conversation that goes on in the room. */
                readonly thread?: string;
                readonly late?: components["schemas"]["Late"];
            };
        };
        /** Somebody asks for the presence of an identity */
        readonly ContactRequested: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "contact.requested";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                /**
                 * @description What became of it, as the identity's policy says. `asked` waits for `PUT` or `DELETE …/contacts/{jid}`.
                 * @enum {string}
                 */
                readonly decision: "granted" | "asked" | "ignored";
            };
        };
        /**
         * @description `asked`: it was asked for, and the other side has not decided. `granted`: it may be seen.
         * @enum {string}
         */
        readonly SubscriptionSide: "none" | "asked" | "granted";
        /** The subscriptions of a contact changed */
        readonly ContactChanged: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "contact.changed";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                readonly ours: components["schemas"]["SubscriptionSide"];
                readonly theirs: components["schemas"]["SubscriptionSide"];
                /**
                 * @description The contact refused what a caller declared.
                 * @constant
                 */
                readonly refused?: true;
            };
        };
        /** A contact came, went, or is available in another way */
        readonly PresenceChanged: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "presence.changed";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                readonly available: boolean;
                /**
                 * @description Of its best resource.
                 * @enum {string}
                 */
                readonly show?: "away" | "chat" | "dnd" | "xa";
            };
        };
        /** Somebody executes a command of an identity */
        readonly CommandRequested: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "command.requested";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                /** @description For `POST …/command-sessions/{session}`. */
                readonly session: string;
                /** @description The command. */
                readonly node: string;
                /**
                 * @description What is wanted. `cancel` is told only, and not answered.
                 * @enum {string}
                 */
                readonly action: "execute" | "next" | "complete" | "cancel";
                /** @description The full JID of who executes it; the bare JID where it is done by messages. */
                readonly from: string;
                /** @description Which form was filled in, from 1 on; 0 where none was shown yet. */
                readonly step: number;
                /** @description What was filled in, by the names of the fields; it fits the form. A boolean is `1` or `0`. */
                readonly values?: {
                    readonly [key: string]: readonly string[];
                };
                /** @description What was filled into the forms before, in order. */
                readonly earlier?: readonly {
                    readonly [key: string]: readonly string[];
                }[];
                /** @description Until when it can be answered. */
                readonly answerBy?: components["schemas"]["Instant"];
                /**
                 * @description It was read after the link was lost.
                 * @constant
                 */
                readonly late?: true;
                /**
                 * @description It is executed by messages; the answer is sent as one.
                 * @constant
                 */
                readonly chat?: true;
            };
        };
        readonly RoomJoinedData: {
            readonly room: string;
            readonly nick: string;
            /** @enum {string} */
            readonly role?: "moderator" | "none" | "participant" | "visitor";
            /** @enum {string} */
            readonly affiliation?: "admin" | "member" | "none" | "outcast" | "owner";
            readonly occupantId?: string;
            /**
             * @description The room did not exist, and was created.
             * @constant
             */
            readonly created?: true;
            /** @description It was an occupant before, and came back. */
            readonly again: boolean;
        };
        /** An identity is an occupant of a room */
        readonly RoomJoined: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "room.joined";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["RoomJoinedData"];
        };
        readonly RoomLeftData: {
            readonly room: string;
            readonly nick?: string;
            /**
             * @description * `kicked`, `banned`, `removed`, `destroyed`, `refused`, `missing`, `left`: as the state of the same name.
             *     * `shut-down`: the service is being shut down.
             *     * `dropped`: the room or its server lost the occupant, for instance because the link was away.
             * @enum {string}
             */
            readonly cause: "kicked" | "banned" | "removed" | "destroyed" | "refused" | "missing" | "left" | "shut-down" | "dropped";
            /** @description The status codes that the room gave (XEP-0045 §15.6). */
            readonly statuses?: readonly number[];
            /** @description Who did it, as far as the room says. */
            readonly actor?: string;
            /** @description Why, as far as the room says. */
            readonly reason?: string;
            /** @description What happened and what to do, for people. */
            readonly detail?: string;
            /** @description The room that is named in place of a destroyed one. */
            readonly alternate?: string;
            /** @description Whether the bridge brings the identity back by itself. */
            readonly willRejoin: boolean;
        };
        /** An identity is no longer an occupant of a room, or cannot become one */
        readonly RoomLeft: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "room.left";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["RoomLeftData"];
        };
        readonly RoomGapData: {
            readonly room: string;
            readonly from: components["schemas"]["Instant"];
            readonly to: components["schemas"]["Instant"];
            /** @description Why, for people. */
            readonly detail: string;
        };
        /** What was said in a room in this time may not have been heard */
        readonly RoomGap: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "room.gap";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["RoomGapData"];
        };
        readonly RoomConfiguredData: {
            readonly room: string;
            /** @description The status codes that the room gave (XEP-0045 §15.6), such as 104, 170 to 174, or 100. */
            readonly statuses: readonly number[];
            /**
             * @description Every occupant may see the real JIDs of the others.
             * @constant
             */
            readonly jids?: "visible";
        };
        /** The configuration of a room changed */
        readonly RoomConfigured: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "room.configured";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["RoomConfiguredData"];
        };
        readonly RoomSubjectData: {
            readonly room: string;
            /** @description Empty if the room has none. */
            readonly subject: string;
            /** @description Who set it, as far as the room says. */
            readonly nick?: string;
        };
        /** A room has another subject */
        readonly RoomSubject: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "room.subject";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["RoomSubjectData"];
        };
        readonly RoomOccupantData: {
            readonly room: string;
            /**
             * @description `changed`: another role or affiliation.
             * @enum {string}
             */
            readonly change: "joined" | "left" | "changed" | "renamed";
            readonly nick: string;
            /** @description With `renamed`. */
            readonly newNick?: string;
            /** @enum {string} */
            readonly role?: "moderator" | "none" | "participant" | "visitor";
            /** @enum {string} */
            readonly affiliation?: "admin" | "member" | "none" | "outcast" | "owner";
            /** @description The real JID, where the room shows it. */
            readonly jid?: string;
            readonly occupantId?: string;
            /** @description The status codes that the room gave, such as 307 for a kick. */
            readonly statuses?: readonly number[];
            /** @description Who did it, as far as the room says. */
            readonly actor?: string;
            readonly reason?: string;
        };
        /** Another occupant came, went or changed */
        readonly RoomOccupant: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "room.occupant";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["RoomOccupantData"];
        };
        readonly PubsubItemData: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            readonly id: string;
            /** @description Who published it, as far as the service says. */
            readonly publisher?: string;
            readonly nick?: components["schemas"]["Nick"];
            readonly geoloc?: components["schemas"]["Geoloc"];
            readonly tune?: components["schemas"]["Tune"];
            readonly entry?: components["schemas"]["AtomEntry"];
            readonly json?: components["schemas"]["JsonValue"];
            readonly form?: components["schemas"]["DataForm"];
            readonly payload?: components["schemas"]["ExtensionElement"];
            /** @description When it was published, where the service says that this was earlier. */
            readonly delayed?: string;
            /**
             * @description It was fetched, as the bridge was away when it was published.
             * @constant
             */
            readonly replayed?: true;
            /**
             * @description More may have been published before this one than the bridge could fetch.
             * @constant
             */
            readonly gap?: true;
            /**
             * @description The item said the same before.
             * @constant
             */
            readonly duplicate?: true;
            readonly late?: components["schemas"]["Late"];
        };
        /** What was published at a node */
        readonly PubsubItemEvent: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pubsub.item";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["PubsubItemData"];
        };
        readonly PubsubRetractedData: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            readonly id: string;
            readonly late?: components["schemas"]["Late"];
        };
        /** An item of a node is gone */
        readonly PubsubRetractedEvent: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pubsub.retracted";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["PubsubRetractedData"];
        };
        readonly PubsubPurgedData: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            readonly late?: components["schemas"]["Late"];
        };
        /** All items of a node are gone */
        readonly PubsubPurgedEvent: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pubsub.purged";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["PubsubPurgedData"];
        };
        readonly PubsubDeletedData: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            /** @description The URI of the node that takes its place. */
            readonly redirect?: string;
            readonly late?: components["schemas"]["Late"];
        };
        /** A node is gone */
        readonly PubsubDeletedEvent: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pubsub.deleted";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["PubsubDeletedData"];
        };
        readonly PubsubConfiguredData: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            /** @description The configuration, where the service tells it. */
            readonly form?: components["schemas"]["DataForm"];
            readonly late?: components["schemas"]["Late"];
        };
        /** A node is configured in another way */
        readonly PubsubConfiguredEvent: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pubsub.configured";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["PubsubConfiguredData"];
        };
        /**
         * @description * `subscribing`: asked for, or asked for again.
         *     * `checking`: it was subscribed on the link before; the service is asked again.
         *     * `subscribed`: what is published arrives.
         *     * `pending`: an owner of the node has to approve it.
         *     * `unconfigured`: the service wants options first.
         *     * `refused`: the service does not let the identity subscribe; it is asked again from time to time.
         *     * `gone`: the node does not exist; the service is asked again from time to time.
         *     * `unsubscribing`: on its way out.
         * @enum {string}
         */
        readonly PubsubSubscriptionState: "subscribing" | "checking" | "subscribed" | "pending" | "unconfigured" | "refused" | "gone" | "unsubscribing";
        readonly PubsubSubscriptionData: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            readonly state: components["schemas"]["PubsubSubscriptionState"];
            readonly subid?: string;
            /** @description Why, for people. */
            readonly detail?: string;
            readonly late?: components["schemas"]["Late"];
        };
        /** The state of a subscription changed */
        readonly PubsubSubscriptionEvent: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "pubsub.subscription";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: components["schemas"]["PubsubSubscriptionData"];
        };
        /** A webhook was switched off */
        readonly WebhookDisabled: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "webhook.disabled";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                readonly webhookId: string;
                /** @description The key that created the webhook. */
                readonly keyId: string;
                readonly reason: string;
            };
        };
        /** A webhook is tried */
        readonly WebhookTest: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "webhook.test";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                readonly webhookId: string;
            };
        };
        /** A hook could not tell a payload */
        readonly HookFailed: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "hook.failed";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            /** @description A payload was told in another form than the hook asks for, or not told to somebody, and its sender will not send it again for that. At most once a minute for each hook and replica. The key that created the hook is told of it, whatever its identities are. */
            readonly data: {
                readonly hookId: string;
                /** @description The key that created the hook. */
                readonly keyId: string;
                /** @description The name of the hook. */
                readonly name: string;
                /**
                 * @description `told-otherwise`: the payload was not of its dialect, or its template failed. `not-told`: a recipient was refused.
                 * @enum {string}
                 */
                readonly what: "told-otherwise" | "not-told";
                /** @description The recipient who was refused. */
                readonly to?: string;
                readonly reason: string;
            };
        };
        /** The link to the XMPP server is up */
        readonly LinkUp: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "link.up";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                readonly replica: string;
                readonly epoch?: number;
            };
        };
        /** The link to the XMPP server is down */
        readonly LinkDown: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "link.down";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            readonly data: {
                readonly replica: string;
                readonly epoch?: number;
                readonly reason: string;
            };
        };
        /** The store lost events */
        readonly HistoryLost: {
            readonly id: components["schemas"]["EventId"];
            readonly cursor: components["schemas"]["EventCursor"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "history.lost";
            readonly at: components["schemas"]["Instant"];
            readonly identity: components["schemas"]["EventIdentity"];
            readonly conversation: components["schemas"]["EventConversation"];
            /** @description Redis forgot what it had confirmed, as after a failover to a replica that did not have it yet. Messages that were accepted in the same moment may be gone too: asking for them returns 404. */
            readonly data: {
                /** @description The replica that noticed. */
                readonly replica: string;
                /** @description The cursor of the last event that is still there. Missing if newer events had already come in when the loss was noticed. */
                readonly after?: string;
                /** @description The cursor of the newest event that is known to be lost. Who read it has missed nothing. */
                readonly until: string;
            };
        };
        /** @description An event, in the same form in the event log and in webhooks. */
        readonly Event: components["schemas"]["MessageReceived"] | components["schemas"]["PresenceReceived"] | components["schemas"]["IqReceived"] | components["schemas"]["MessageStatus"] | components["schemas"]["MessageModerated"] | components["schemas"]["RoomInvited"] | components["schemas"]["ContactRequested"] | components["schemas"]["ContactChanged"] | components["schemas"]["PresenceChanged"] | components["schemas"]["CommandRequested"] | components["schemas"]["RoomJoined"] | components["schemas"]["RoomLeft"] | components["schemas"]["RoomGap"] | components["schemas"]["RoomConfigured"] | components["schemas"]["RoomSubject"] | components["schemas"]["RoomOccupant"] | components["schemas"]["WebhookDisabled"] | components["schemas"]["WebhookTest"] | components["schemas"]["HookFailed"] | components["schemas"]["PubsubItemEvent"] | components["schemas"]["PubsubRetractedEvent"] | components["schemas"]["PubsubPurgedEvent"] | components["schemas"]["PubsubDeletedEvent"] | components["schemas"]["PubsubConfiguredEvent"] | components["schemas"]["PubsubSubscriptionEvent"] | components["schemas"]["LinkUp"] | components["schemas"]["LinkDown"] | components["schemas"]["HistoryLost"];
        readonly EventPage: {
            readonly items: readonly components["schemas"]["Event"][];
            /**
             * @description Pass it as `after` to continue; also present on an empty page.
             * @example MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA
             */
            readonly cursor: string;
            /** @description The same cursor, if the log goes on after it: call again at once, also when this page is empty. Absent when the end of the log was reached; with `order=desc`, its beginning or `since`. */
            readonly next?: string;
        };
        /** @description An event; its `cursor` is the position to continue from. */
        readonly StreamEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "event";
            readonly event: components["schemas"]["Event"];
        };
        /** @description The current position of the connection; sent as the first frame and periodically. */
        readonly StreamCursor: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "cursor";
            readonly cursor: components["schemas"]["EventCursor"];
        };
        /** @description The response to a command, like the response of the corresponding API call. */
        readonly StreamAnswer: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "answer";
            readonly ref: string;
            readonly status: number;
            /** @description A problem if the status is 400 or higher. */
            readonly body?: Record<string, never>;
        };
        /** @description A frame could not be understood; or, just before the connection is closed, the reason. It has the `ref` of the frame if that could be read. */
        readonly StreamProblem: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "problem";
            readonly ref?: string;
            readonly problem: components["schemas"]["Problem"];
        };
        /** @description What the bridge sends over a WebSocket, as a text frame. */
        readonly StreamFrame: components["schemas"]["StreamEvent"] | components["schemas"]["StreamCursor"] | components["schemas"]["StreamAnswer"] | components["schemas"]["StreamProblem"];
        /**
         * @description What a client may send over a WebSocket, as a text frame of at most 64 KiB. Each is answered by a frame `answer` with its `ref`.
         * @example {
         *       "ref": "1",
         *       "command": "send",
         *       "body": {
         *         "to": "juliet@example.org",
         *         "body": "Hi"
         *       }
         *     }
         */
        readonly StreamCommand: {
            /** @description A value chosen by the client, to match responses to commands. */
            readonly ref: string;
            /**
             * @description `send` is POST /v1/messages, `iq` is POST /v1/iq, `ack` is POST /v1/consumers/{name}/ack for the consumer that the connection was made with; with `sharing=competing` it acknowledges the one event that has this cursor.
             * @enum {string}
             */
            readonly command: "send" | "iq" | "ack";
            /** @description As in the body of that call. */
            readonly body: Record<string, never>;
            /** @description As in the header `Idempotency-Key`. */
            readonly idempotencyKey?: string;
            /** @description As in the header `Prefer`. */
            readonly prefer?: string;
        };
        /** @description A consumer and its position. */
        readonly ConsumerState: {
            /** @example orders */
            readonly name: string;
            /**
             * @description `competing` if its connections share the events.
             * @enum {string}
             */
            readonly sharing: "alone" | "competing";
            /** @description Where the consumer continues; with `competing`, up to where events were given to its connections. */
            readonly cursor: string;
            /** @description Seconds between the position and the newest event; 0 if there is none after it. Absent for a position before the first event, and if the event log was started over. */
            readonly lag?: number;
            /** @description Connections that share the events, on all replicas. Only with `competing`. */
            readonly connections?: number;
            /** @description Events that its connections have and have not acknowledged. Only with `competing`. */
            readonly unacknowledged?: number;
        };
        /** @description Pass it as `after` for the next page; absent on the last page. */
        readonly NextPage: string;
        readonly ConsumerPage: {
            readonly items: readonly components["schemas"]["ConsumerState"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description Where a consumer continues. */
        readonly ConsumerPosition: {
            /** @description The cursor of an event, to continue after it; `oldest` to continue with the oldest stored event, `now` after the newest. */
            readonly cursor?: string;
            /** @description To continue with the first event from this time on. If events of that time were deleted, with the oldest stored event. */
            readonly since?: components["schemas"]["Instant"];
        };
        readonly Acknowledgement: {
            /** @description The cursor of the last processed event; with `sharing=competing`, of the processed event. */
            readonly cursor: string;
        };
        readonly Consumer: {
            /** @example orders */
            readonly name: string;
            /** @description Where the consumer continues. An acknowledgement never moves it backwards. */
            readonly cursor: string;
        };
        readonly Ticket: {
            /** @example sbt_q0qvC3vT7o8aXG5xkKkqk9mYk9m1bQbX7X3sJm2W1nE */
            readonly ticket: string;
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /**
         * @description Where to post events: `https`, or `http` if the operator allows the host. Private addresses need the operator's permission. A user name and password (use `authorization`) and a fragment are refused. The URL is shown in normalised form, with internationalised host names in Punycode.
         * @example https://shop.example/hooks/xmpp
         */
        readonly WebhookUrl: string;
        /**
         * @description The types of event to deliver.
         * @example [
         *       "message.received",
         *       "message.status"
         *     ]
         */
        readonly WebhookEvents: readonly components["schemas"]["EventType"][];
        /**
         * @description Identities whose events to deliver: local parts or patterns (`bot-*`), with or without the component domain; `*` (the default) is every identity of the key.
         * @example [
         *       "bot-*"
         *     ]
         */
        readonly WebhookIdentities: readonly string[];
        /**
         * @description Remote addresses whose events to deliver: bare JIDs, domains or patterns (`*@example.org`); the default is `*`.
         * @example [
         *       "*@example.org"
         *     ]
         */
        readonly WebhookRemotes: readonly string[];
        /**
         * @description The form of the body. `bridge`, the default: the event as in `GET /v1/events`. `cloudevents`: the same as a CloudEvent (CloudEvents 1.0, structured mode). `mod_rest`: the stanza as Prosody's `mod_rest` posts it, as JSON, or with `xml` as XML; only `message.received`, `presence.received` and `iq.received` have this form. All are signed alike.
         * @enum {string}
         */
        readonly WebhookFormat: "bridge" | "cloudevents" | "mod_rest";
        /** @description Whether to include stanzas as XML too, in `data.xml`. The default is false. */
        readonly WebhookXml: boolean;
        /**
         * @description How deliveries are signed (Standard Webhooks):
         *
         *     * `hmac-sha256`: `v1`, with a secret that bridge and receiver share (the default)
         *     * `ed25519`: `v1a`; the receiver needs the public key only
         * @enum {string}
         */
        readonly WebhookSigning: "hmac-sha256" | "ed25519";
        /**
         * @description The public key that verifies the signatures of an `ed25519` webhook.
         * @example whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
         */
        readonly WebhookPublicKey: string;
        /**
         * @description The headers that are sent with each attempt; `***` stands for each value.
         * @example {
         *       "X-Api-Key": "***"
         *     }
         */
        readonly WebhookHeadersShown: {
            readonly [key: string]: "***";
        };
        /**
         * @description The authorization of each attempt; `***` stands for each secret.
         * @example {
         *       "scheme": "basic",
         *       "username": "***",
         *       "password": "***"
         *     }
         * @example {
         *       "scheme": "bearer",
         *       "token": "***"
         *     }
         */
        readonly WebhookAuthorizationShown: {
            /** @enum {string} */
            readonly scheme: "basic" | "bearer";
            /** @constant */
            readonly username?: "***";
            /** @constant */
            readonly password?: "***";
            /** @constant */
            readonly token?: "***";
        };
        /** @description For people. */
        readonly WebhookDescription: string;
        /**
         * @description The name by which the provisioning file (`BRIDGE_PROVISION`) declares it. While the bridge has such a file, changes by the API are refused with 409.
         * @example alerts
         */
        readonly ProvisionedAs: string;
        /**
         * @description * `active`: events are delivered
         *     * `failing`: ten attempts in a row failed, or all attempts for a minute; the bridge sends one attempt at a time until one succeeds
         *     * `paused`: by a call; events wait
         *     * `disabled`: the receiver responded with 410; no events are kept for it until it is resumed
         * @enum {string}
         */
        readonly WebhookStatus: "active" | "failing" | "paused" | "disabled";
        /** @description What is waiting and what was dropped because of a limit, as of a few seconds ago. */
        readonly WebhookBacklog: {
            /** @description Events that were read from the event log for this webhook and are not delivered yet; more may be waiting in the log. */
            readonly waiting: number;
            /** @description Events that became dead letters without an attempt, because too many were waiting. */
            readonly overflowed: number;
            /** @description Dead letters that were deleted to make room for newer ones. */
            readonly dropped: number;
            /** @description How often events were deleted from the event log before this webhook received them. */
            readonly gaps: number;
        };
        readonly Webhook: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly url: components["schemas"]["WebhookUrl"];
            readonly events: components["schemas"]["WebhookEvents"];
            readonly identities: components["schemas"]["WebhookIdentities"];
            readonly remotes: components["schemas"]["WebhookRemotes"];
            readonly format: components["schemas"]["WebhookFormat"];
            readonly xml: components["schemas"]["WebhookXml"];
            readonly signing: components["schemas"]["WebhookSigning"];
            readonly publicKey?: components["schemas"]["WebhookPublicKey"];
            readonly oldSecretUntil?: components["schemas"]["Instant"];
            readonly headers?: components["schemas"]["WebhookHeadersShown"];
            readonly authorization?: components["schemas"]["WebhookAuthorizationShown"];
            readonly description?: components["schemas"]["WebhookDescription"];
            readonly provisionedAs?: components["schemas"]["ProvisionedAs"];
            readonly status: components["schemas"]["WebhookStatus"];
            readonly failingSince?: components["schemas"]["Instant"];
            /** @description Why it is disabled. */
            readonly disabledReason?: string;
            readonly backlog: components["schemas"]["WebhookBacklog"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        readonly WebhookPage: {
            readonly items: readonly components["schemas"]["Webhook"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /**
         * @description Headers to send with each attempt: at most 16, at most 8 KiB in total. Headers that the bridge sets itself (`Host`, `Content-Type`, `webhook-…` and so on) are refused; for `Authorization` use `authorization`. The values are secret and never shown.
         * @example {
         *       "X-Api-Key": "a-secret-value"
         *     }
         */
        readonly WebhookHeaders: {
            readonly [key: string]: string;
        };
        /**
         * @description The `Authorization` header for the receiver: `basic` with `username` and `password` (RFC 7617), or `bearer` with `token` (RFC 6750). It is secret and never shown.
         * @example {
         *       "scheme": "basic",
         *       "username": "bridge",
         *       "password": "a-secret-value"
         *     }
         * @example {
         *       "scheme": "bearer",
         *       "token": "a-secret-value"
         *     }
         */
        readonly WebhookAuthorization: {
            /** @enum {string} */
            readonly scheme: "basic" | "bearer";
            /** @description For `basic`; must not contain a colon. */
            readonly username?: string;
            /** @description For `basic`. */
            readonly password?: string;
            /** @description For `bearer`; without the word `Bearer`. */
            readonly token?: string;
        };
        readonly WebhookToCreate: {
            readonly url: components["schemas"]["WebhookUrl"];
            readonly events: components["schemas"]["WebhookEvents"];
            readonly identities?: components["schemas"]["WebhookIdentities"];
            readonly remotes?: components["schemas"]["WebhookRemotes"];
            readonly format?: components["schemas"]["WebhookFormat"];
            readonly xml?: components["schemas"]["WebhookXml"];
            readonly signing?: components["schemas"]["WebhookSigning"];
            readonly headers?: components["schemas"]["WebhookHeaders"];
            readonly authorization?: components["schemas"]["WebhookAuthorization"];
            readonly description?: components["schemas"]["WebhookDescription"];
        };
        /**
         * @description The secret that signs each delivery. It is shown only in this response. Absent for `ed25519`, whose private key never leaves the bridge.
         * @example whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD
         */
        readonly WebhookSecret: string;
        readonly WebhookCreated: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly url: components["schemas"]["WebhookUrl"];
            readonly events: components["schemas"]["WebhookEvents"];
            readonly identities: components["schemas"]["WebhookIdentities"];
            readonly remotes: components["schemas"]["WebhookRemotes"];
            readonly format: components["schemas"]["WebhookFormat"];
            readonly xml: components["schemas"]["WebhookXml"];
            readonly signing: components["schemas"]["WebhookSigning"];
            readonly publicKey?: components["schemas"]["WebhookPublicKey"];
            readonly oldSecretUntil?: components["schemas"]["Instant"];
            readonly headers?: components["schemas"]["WebhookHeadersShown"];
            readonly authorization?: components["schemas"]["WebhookAuthorizationShown"];
            readonly description?: components["schemas"]["WebhookDescription"];
            readonly provisionedAs?: components["schemas"]["ProvisionedAs"];
            readonly status: components["schemas"]["WebhookStatus"];
            readonly failingSince?: components["schemas"]["Instant"];
            /** @description Why it is disabled. */
            readonly disabledReason?: string;
            readonly backlog: components["schemas"]["WebhookBacklog"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
            readonly secret?: components["schemas"]["WebhookSecret"];
        };
        /**
         * @description Sets each named header, or removes it with `null`; the others are unchanged. `null` instead of the object removes all. The value `***` keeps the stored value.
         * @example {
         *       "X-Api-Key": "a-secret-value",
         *       "X-Old": null
         *     }
         */
        readonly WebhookHeadersToChange: {
            readonly [key: string]: string | null;
        } | null;
        /** @description Replaces the stored authorization; `null` removes it. `***` keeps the stored value of the same scheme. */
        readonly WebhookAuthorizationToChange: components["schemas"]["WebhookAuthorization"] | null;
        /** @description Omitted fields are unchanged. */
        readonly WebhookToChange: {
            readonly url?: components["schemas"]["WebhookUrl"];
            readonly events?: components["schemas"]["WebhookEvents"];
            readonly identities?: components["schemas"]["WebhookIdentities"];
            readonly remotes?: components["schemas"]["WebhookRemotes"];
            readonly format?: components["schemas"]["WebhookFormat"];
            readonly xml?: components["schemas"]["WebhookXml"];
            readonly headers?: components["schemas"]["WebhookHeadersToChange"];
            readonly authorization?: components["schemas"]["WebhookAuthorizationToChange"];
            readonly description?: components["schemas"]["WebhookDescription"];
        };
        readonly WebhookToTest: {
            /** @description The type of the sample event; `webhook.test` if omitted. */
            readonly type?: components["schemas"]["EventType"];
        };
        /** @description The result of one POST to a webhook. */
        readonly WebhookAttempt: {
            /** @description Whether the receiver responded with 2xx. */
            readonly ok: boolean;
            readonly eventId: string;
            readonly at: components["schemas"]["Instant"];
            readonly durationMs: number;
            /** @description The HTTP status; absent if there was no response. */
            readonly status?: number;
            /**
             * @description Why there was no response.
             * @example connection refused
             */
            readonly error?: string;
        };
        readonly WebhookSecretChange: {
            /** @description Seconds for which deliveries are also signed with the old secret; the default is one day. */
            readonly overlapSeconds?: number;
        };
        /**
         * @description What the key is for; does not have to be unique.
         * @example alerts
         */
        readonly KeyName: string;
        /**
         * @description The identities that the key may send as and receive for: local parts or patterns (`bot-*`), with or without the component domain; `*` is every identity and the component domain itself. The first entry without a `*` is the default for `from`.
         * @example [
         *       "alerts",
         *       "bot-*"
         *     ]
         */
        readonly KeyIdentities: readonly string[];
        /**
         * @description A group of operations. Each operation lists the scope that it needs.
         *
         *     `stanzas:privileged` is needed in addition for stanzas with elements that make a server act with the rights of the bridge,
         *     whichever way they are sent: `<privilege/>` and `<privileged_iq/>` (XEP-0356), `<delegation/>` (XEP-0355), `<addresses/>`
         *     (XEP-0033), and requests for rosters (`jabber:iq:roster`, XEP-0321).
         * @enum {string}
         */
        readonly KeyScope: "messages:send" | "presence:send" | "iq:send" | "stanzas:send" | "stanzas:privileged" | "rooms:manage" | "pubsub:use" | "events:read" | "identities:manage" | "contacts:manage" | "commands:run" | "webhooks:manage" | "hooks:manage" | "keys:manage" | "audit:read" | "status:read";
        /**
         * @description What the key may do.
         * @example [
         *       "messages:send",
         *       "events:read"
         *     ]
         */
        readonly KeyScopes: readonly components["schemas"]["KeyScope"][];
        /**
         * @description Domains that the key may send to, or patterns (`*.example.org`); `*` is any domain. If omitted, those of the creating key. Addresses further in are held to it too, wherever a server or a client would act on them: whom a room is asked to invite, members, subscribers, whom XEP-0033 names, the room of an invitation.
         * @example [
         *       "example.org",
         *       "*.example.org"
         *     ]
         */
        readonly KeyRecipients: readonly string[];
        /**
         * @description Requests per second, on all replicas together; a batch counts once per message. The default is `BRIDGE_KEY_RATE`.
         * @example 1000
         */
        readonly KeyRate: number;
        /**
         * @description Stanzas that the key may send per day (UTC). Unlimited if omitted.
         * @example 100000
         */
        readonly KeyQuota: number;
        /** @description An API key, without its secret. */
        readonly Key: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly name: components["schemas"]["KeyName"];
            readonly identities: components["schemas"]["KeyIdentities"];
            readonly scopes: components["schemas"]["KeyScopes"];
            readonly recipients: components["schemas"]["KeyRecipients"];
            readonly rate: components["schemas"]["KeyRate"];
            readonly quota?: components["schemas"]["KeyQuota"];
            readonly provisionedAs?: components["schemas"]["ProvisionedAs"];
            readonly createdAt: components["schemas"]["Instant"];
            /**
             * @description The id of the key that created it.
             * @example bootstrap
             */
            readonly createdBy: string;
            readonly expiresAt?: components["schemas"]["Instant"];
            /** @description Accurate to about a minute. */
            readonly lastUsedAt?: components["schemas"]["Instant"];
            /** @description Until when the previous secret stays valid after a rotation; absent if only one secret is valid. */
            readonly previousUntil?: components["schemas"]["Instant"];
        };
        readonly KeyPage: {
            readonly items: readonly components["schemas"]["Key"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        readonly KeyToCreate: {
            readonly name: components["schemas"]["KeyName"];
            readonly identities: components["schemas"]["KeyIdentities"];
            readonly scopes: components["schemas"]["KeyScopes"];
            readonly recipients?: components["schemas"]["KeyRecipients"];
            readonly rate?: components["schemas"]["KeyRate"];
            readonly quota?: components["schemas"]["KeyQuota"];
            readonly expiresAt?: components["schemas"]["Instant"];
        };
        readonly KeyCreated: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly name: components["schemas"]["KeyName"];
            readonly identities: components["schemas"]["KeyIdentities"];
            readonly scopes: components["schemas"]["KeyScopes"];
            readonly recipients: components["schemas"]["KeyRecipients"];
            readonly rate: components["schemas"]["KeyRate"];
            readonly quota?: components["schemas"]["KeyQuota"];
            readonly provisionedAs?: components["schemas"]["ProvisionedAs"];
            readonly createdAt: components["schemas"]["Instant"];
            /**
             * @description The id of the key that created it.
             * @example bootstrap
             */
            readonly createdBy: string;
            readonly expiresAt?: components["schemas"]["Instant"];
            /** @description Accurate to about a minute. */
            readonly lastUsedAt?: components["schemas"]["Instant"];
            /** @description Until when the previous secret stays valid after a rotation; absent if only one secret is valid. */
            readonly previousUntil?: components["schemas"]["Instant"];
            /**
             * @description The secret to send after `Bearer`. It is shown only in this response; the bridge stores only its SHA-256.
             * @example sbk_5Yx0V7v1aJc3m9ZQ2wKf8Rr6TtUuB4nD_pLhGsEeXoI
             */
            readonly key: string;
        };
        /** @description Omitted fields are unchanged; `null` sets a field to what a new key without it gets. */
        readonly KeyToChange: {
            readonly name?: components["schemas"]["KeyName"];
            readonly identities?: components["schemas"]["KeyIdentities"];
            readonly scopes?: components["schemas"]["KeyScopes"];
            /** @description Domains that the key may send to, or patterns (`*.example.org`); `*` is any domain. */
            readonly recipients?: readonly string[] | null;
            /** @description Requests per second, on all replicas together. */
            readonly rate?: number | null;
            /** @description Stanzas that the key may send per day (UTC). */
            readonly quota?: number | null;
            /**
             * Format: date-time
             * @description When the key ends. A later instant also makes a key that has expired valid again.
             * @example 2026-12-31T12:00:00Z
             */
            readonly expiresAt?: string | null;
        };
        readonly KeyToRotate: {
            /** @description Seconds for which the current secret stays valid. 0 revokes it at once; the default is one day. */
            readonly overlapSeconds?: number;
        };
        /** @description Where to start. */
        readonly EventsToReplay: {
            /** @description The cursor of an event; those after it are delivered again. */
            readonly after?: string;
            readonly since?: components["schemas"]["Instant"];
        };
        readonly ReplayBegun: {
            /** @description False if events since the requested time are no longer stored; the replay then starts with the oldest event. */
            readonly complete: boolean;
        };
        /**
         * @description * `pending`: a retry was requested and is queued
         *     * `waiting`: it failed; the next attempt is at `nextAttemptAt`
         *     * `delivered`: the receiver responded with 2xx
         *     * `dead`: out of attempts; a dead letter until it is replayed or discarded
         * @enum {string}
         */
        readonly DeliveryStatus: "pending" | "waiting" | "delivered" | "dead";
        /** @description One POST of a delivery. */
        readonly DeliveryAttempt: {
            readonly at: components["schemas"]["Instant"];
            readonly durationMs: number;
            /** @description The request, without the `headers` and `authorization` of the webhook. */
            readonly request: {
                readonly headers: {
                    readonly [key: string]: string;
                };
                /** @description The body as sent; absent once the event is no longer stored. */
                readonly body?: string;
            };
            /** @description Absent if there was no response. */
            readonly answer?: {
                readonly status: number;
                /** @description The beginning of the body, if any. */
                readonly body?: string;
            };
            /**
             * @description Why the attempt failed.
             * @example connection refused
             */
            readonly error?: string;
            /** @description Why the reply in the response was not sent: the bridge does not reply to errors, its own messages, room history or delayed messages, nor when it detects a loop. */
            readonly replyWithheld?: string;
            /**
             * @description Why the reply in the response was not sent, or not completely; also set if the response looks like a reply but is not valid. The delivery still succeeds.
             * @example The reply was not understood: it has "text" and no "messages"; a reply is JSON such as {"messages":[{"body":"Hello"}]}.
             */
            readonly replyError?: string;
        };
        /** @description One event for one webhook. */
        readonly Delivery: {
            /**
             * @description The id of the event, which is also the `webhook-id` of every attempt.
             * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
             */
            readonly id: string;
            readonly type: components["schemas"]["EventType"];
            readonly conversation: string;
            readonly status: components["schemas"]["DeliveryStatus"];
            /** @description Attempts that count towards the schedule; probes of a failing webhook do not count. */
            readonly attempts: number;
            readonly firstAttemptAt: components["schemas"]["Instant"];
            readonly nextAttemptAt?: components["schemas"]["Instant"];
            readonly lastAttempt?: components["schemas"]["DeliveryAttempt"];
        };
        readonly DeliveryPage: {
            /** @description Newest events first. */
            readonly items: readonly components["schemas"]["Delivery"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description A delivery that ran out of attempts; kept for seven days. */
        readonly DeadLetter: {
            /** @example 1769860800000-0 */
            readonly id: string;
            readonly diedAt: components["schemas"]["Instant"];
            readonly delivery: components["schemas"]["Delivery"];
        };
        readonly DeadLetterPage: {
            /** @description Oldest first. */
            readonly items: readonly components["schemas"]["DeadLetter"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        readonly DeadLettersToReplay: {
            /** @description The ids to replay; all if omitted. Ids that no longer exist are ignored. */
            readonly ids?: readonly string[];
        };
        readonly DeadLettersReplayed: {
            /** @description The number of dead letters that will be delivered again. */
            readonly replayed: number;
        };
        /**
         * @description The name that people see, in service discovery and in the vCard.
         * @example Alerts
         */
        readonly IdentityName: string;
        /**
         * @description What it is, as service discovery says it: `bot` is client/bot, `account` account/registered, `service` component/generic,
         *     `person` client/pc.
         * @enum {string}
         */
        readonly IdentityKind: "bot" | "account" | "service" | "person";
        /** @description The picture that clients show, as the bridge keeps it. */
        readonly IdentityAvatar: {
            /** @enum {string} */
            readonly mediaType: "image/png" | "image/jpeg" | "image/gif" | "image/webp";
            /** @description Its size. */
            readonly bytes: number;
            /**
             * @description Of its bytes, in hexadecimal; the id of the avatar in XMPP.
             * @example 9b2d1c2ee44e2ebc5b7a4bb3a7c5a7a7fd2b7a0c
             */
            readonly sha1: string;
            readonly width?: number;
            readonly height?: number;
        };
        /** @description What a vCard says beside the name and the avatar. */
        readonly IdentityVcard: {
            /**
             * @description The formatted name; the name of the identity, if left out.
             * @example Alerts of the watch
             */
            readonly fn?: string;
            readonly nickname?: string;
            /** @example https://watch.example.org */
            readonly url?: string;
            /** @example Speaks when something is on fire. */
            readonly note?: string;
            /** @example The watch of Verona */
            readonly org?: string;
            readonly title?: string;
            readonly tel?: string;
            readonly email?: string;
        };
        /**
         * @description The presence that contacts see.
         * @example {
         *       "show": "chat",
         *       "status": "on duty"
         *     }
         */
        readonly IdentityPresence: {
            /**
             * @description How available it is; left out, simply available.
             * @enum {string}
             */
            readonly show?: "away" | "chat" | "dnd" | "xa";
            /** @description A text beside it. */
            readonly status?: string;
            readonly priority?: number;
        };
        /**
         * @description What becomes of a request to subscribe to its presence: `all` are granted, those of some `domains`, or none. With `ask`
         *     a request waits until `PUT …/contacts/{jid}` grants it or `DELETE` refuses it. With `none` requests are ignored.
         * @enum {string}
         */
        readonly ContactsAccepted: "all" | "domains" | "ask" | "none";
        /**
         * @description The domains for `domains`, or patterns such as `*.example.org`.
         * @example [
         *       "example.org"
         *     ]
         */
        readonly ContactDomains: readonly string[];
        /** @description Whether it asks for the presence of whom it grants its own. */
        readonly SubscribeBack: boolean;
        /** @description Who may see its presence, and whose presence it asks for. */
        readonly IdentityContactPolicy: {
            readonly accept: components["schemas"]["ContactsAccepted"];
            readonly domains: components["schemas"]["ContactDomains"];
            readonly subscribeBack: components["schemas"]["SubscribeBack"];
        };
        /**
         * @description What becomes of invitations to rooms: `event` makes them known as events only, `ignore` drops them. With `join` the identity
         *     also enters the room, and is kept there, if `contacts` grants its presence to the sender: the person for a direct invitation, the
         *     room for a mediated one. With `accept: domains`, name the domain of the rooms too.
         * @enum {string}
         */
        readonly IdentityInvites: "event" | "join" | "ignore";
        /** @description Whether clients are told that it reads no messages (XEP-0506). */
        readonly IdentityNoReply: boolean;
        /**
         * @description Further features that service discovery shows. A node with `+notify`, such as
         *     `http://jabber.org/protocol/geoloc+notify`, makes servers send the events of contacts at that node (XEP-0163).
         * @example [
         *       "http://jabber.org/protocol/geoloc+notify"
         *     ]
         */
        readonly IdentityFeatures: readonly string[];
        readonly Identity: {
            /**
             * @description Its local part; the component domain for the bridge itself.
             * @example alerts
             */
            readonly id: string;
            /** @example alerts@bridge.example.org */
            readonly jid: string;
            readonly name?: components["schemas"]["IdentityName"];
            readonly kind: components["schemas"]["IdentityKind"];
            readonly avatar?: components["schemas"]["IdentityAvatar"];
            readonly vcard?: components["schemas"]["IdentityVcard"];
            readonly presence: components["schemas"]["IdentityPresence"];
            readonly contacts: components["schemas"]["IdentityContactPolicy"];
            readonly invites: components["schemas"]["IdentityInvites"];
            readonly noReply: components["schemas"]["IdentityNoReply"];
            readonly features: components["schemas"]["IdentityFeatures"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        readonly IdentityPage: {
            readonly items: readonly components["schemas"]["Identity"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description A picture for clients to show. PNG, JPEG, GIF or WebP, 64 KiB at most. */
        readonly IdentityAvatarToPut: {
            /**
             * @description The bytes in Base64, alone or as a `data:` URI.
             * @example data:image/png;base64,iVBORw0KGgo=
             */
            readonly data: string;
        };
        /** @description Who may see its presence, and whose presence it asks for. What is left out is as the settings say. */
        readonly IdentityContactPolicyToPut: {
            readonly accept?: components["schemas"]["ContactsAccepted"];
            readonly domains?: components["schemas"]["ContactDomains"];
            readonly subscribeBack?: components["schemas"]["SubscribeBack"];
        };
        readonly IdentityToPut: {
            readonly name?: components["schemas"]["IdentityName"];
            readonly kind?: components["schemas"]["IdentityKind"];
            readonly avatar?: components["schemas"]["IdentityAvatarToPut"];
            readonly vcard?: components["schemas"]["IdentityVcard"];
            readonly presence?: components["schemas"]["IdentityPresence"];
            readonly contacts?: components["schemas"]["IdentityContactPolicyToPut"];
            readonly invites?: components["schemas"]["IdentityInvites"];
            readonly noReply?: components["schemas"]["IdentityNoReply"];
            readonly features?: components["schemas"]["IdentityFeatures"];
        };
        readonly IdentityToChange: {
            readonly name?: components["schemas"]["IdentityName"] | null;
            readonly kind?: components["schemas"]["IdentityKind"] | null;
            readonly avatar?: components["schemas"]["IdentityAvatarToPut"] | null;
            readonly vcard?: components["schemas"]["IdentityVcard"] | null;
            readonly presence?: components["schemas"]["IdentityPresence"] | null;
            readonly contacts?: components["schemas"]["IdentityContactPolicyToPut"] | null;
            readonly invites?: components["schemas"]["IdentityInvites"] | null;
            readonly noReply?: components["schemas"]["IdentityNoReply"] | null;
            readonly features?: components["schemas"]["IdentityFeatures"] | null;
        };
        /** @description Groups that the contact is in. They are for the caller's own use, and select contacts in lists and batches. */
        readonly ContactGroups: readonly components["schemas"]["ContactGroup"][];
        /**
         * @description Whose presence is to be seen: `to`: the identity sees that of the contact; `from`: the contact may see that of the identity, once it
         *     asks; `both`.
         * @enum {string}
         */
        readonly ContactWant: "both" | "to" | "from";
        /** @description How far the two subscriptions to presence are. */
        readonly SubscriptionState: {
            /** @description That of the identity to the presence of the contact. */
            readonly ours: components["schemas"]["SubscriptionSide"];
            /** @description That of the contact to the presence of the identity. */
            readonly theirs: components["schemas"]["SubscriptionSide"];
        };
        readonly Contact: {
            /**
             * @description The bare JID of the other side.
             * @example juliet@example.org
             */
            readonly jid: string;
            readonly name?: string;
            readonly groups?: components["schemas"]["ContactGroups"];
            readonly want?: components["schemas"]["ContactWant"];
            readonly state: components["schemas"]["SubscriptionState"];
            /**
             * @description The contact refused what was asked; it is asked again by the next PUT.
             * @constant
             */
            readonly refused?: true;
            readonly since: components["schemas"]["Instant"];
        };
        readonly ContactPage: {
            readonly items: readonly components["schemas"]["Contact"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        readonly ContactToPut: {
            readonly want: components["schemas"]["ContactWant"];
            /** @description For the caller's own use. */
            readonly name?: string;
            readonly groups?: components["schemas"]["ContactGroups"];
        };
        /** @description What is known of the presence of a contact that granted it. */
        readonly ContactPresence: {
            /** @example juliet@example.org */
            readonly jid: string;
            /** @description Whether one of its resources is. */
            readonly available: boolean;
            /** @description The best first. */
            readonly resources: readonly {
                /** @example balcony */
                readonly resource: string;
                /** @enum {string} */
                readonly show?: "away" | "chat" | "dnd" | "xa";
                readonly status?: string;
                readonly priority: number;
                /** @description The software, as its capabilities name it (XEP-0115). */
                readonly client?: string;
                readonly since: components["schemas"]["Instant"];
            }[];
            /** @description When it was last heard. */
            readonly asOf?: components["schemas"]["Instant"];
            /** @description Whether it holds now. False while the link is down, and after it came up again until the contact was asked anew. */
            readonly fresh: boolean;
        };
        readonly ContactPresencePage: {
            readonly items: readonly components["schemas"]["ContactPresence"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /**
         * @description Who may read it: everybody, or contacts who may see the presence of the identity.
         * @enum {string}
         */
        readonly NodeAccess: "open" | "presence";
        readonly NodePage: {
            readonly items: readonly {
                readonly node: string;
                readonly access: components["schemas"]["NodeAccess"];
                /** @description The ids of its items, the newest last. */
                readonly items: readonly string[];
            }[];
            readonly next?: components["schemas"]["NextPage"];
        };
        readonly NodeItem: {
            /** @example alerts@bridge.example.org */
            readonly identity: string;
            /** @example http://jabber.org/protocol/geoloc */
            readonly node: string;
            /** @example current */
            readonly id: string;
            readonly nick?: components["schemas"]["Nick"];
            readonly geoloc?: components["schemas"]["Geoloc"];
            readonly tune?: components["schemas"]["Tune"];
            readonly entry?: components["schemas"]["AtomEntry"];
            readonly payload?: components["schemas"]["ExtensionElement"];
            readonly access: components["schemas"]["NodeAccess"];
            readonly publishedAt: components["schemas"]["Instant"];
        };
        /** @description What is published, in one of its forms. */
        readonly NodeItemToPut: {
            readonly nick?: components["schemas"]["Nick"];
            readonly geoloc?: components["schemas"]["Geoloc"];
            readonly tune?: components["schemas"]["Tune"];
            readonly entry?: components["schemas"]["AtomEntry"];
            readonly payload?: components["schemas"]["ExtensionElement"];
            readonly access?: components["schemas"]["NodeAccess"];
        };
        /** @description Who may execute it, and is shown it: `all`, `contacts` (who may see the presence of the identity), or a list of bare JIDs and domains. */
        readonly CommandAllow: ("all" | "contacts") | readonly string[];
        /** @description What can be done with the form, besides `cancel`: `complete` if left out. `prev` is added where there is a form before, and the bridge shows that one by itself. */
        readonly CommandOffers: readonly ("next" | "complete")[];
        /** @description A command that an identity offers. */
        readonly OfferedCommand: {
            /** @description Its bare JID. */
            readonly identity: string;
            /** @description What the command is called on the wire. */
            readonly node: string;
            /** @description Its name for a person. */
            readonly name: string;
            readonly allow: components["schemas"]["CommandAllow"];
            /** @description The first form, which the bridge shows by itself; `command.requested` comes when it is filled in. Left out, the event comes when the command is executed. */
            readonly form?: components["schemas"]["DataForm"];
            readonly actions?: components["schemas"]["CommandOffers"];
            /** @description Users who may execute the command can also start it by sending this word to the identity as a message: `status`, `!status` or `status key=value`. Case does not matter. Each command of an identity needs a different word. */
            readonly word?: string;
            /** @description How long an answer to a step may take, seconds. Then who executes it is told so. */
            readonly timeout: number;
            readonly updatedAt: components["schemas"]["Instant"];
        };
        readonly OfferedCommandPage: {
            readonly items: readonly components["schemas"]["OfferedCommand"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description A command that an identity offers. `allow` defaults to `contacts`, `timeout` to 10. */
        readonly OfferedCommandToPut: {
            /** @description Its name for a person. */
            readonly name: string;
            readonly allow?: components["schemas"]["CommandAllow"];
            /** @description The first form, which the bridge shows by itself; `command.requested` comes when it is filled in. Left out, the event comes when the command is executed. */
            readonly form?: components["schemas"]["DataForm"];
            readonly actions?: components["schemas"]["CommandOffers"];
            /** @description Users who may execute the command can also start it by sending this word to the identity as a message: `status`, `!status` or `status key=value`. Case does not matter. Each command of an identity needs a different word. */
            readonly word?: string;
            /** @description How long an answer to a step may take, seconds. Then who executes it is told so. */
            readonly timeout?: number;
        };
        /** @description What the other side says for a person. */
        readonly CommandNote: {
            /** @enum {string} */
            readonly type: "info" | "warn" | "error";
            readonly text: string;
        };
        /** @description What becomes of a step of a command that an identity offers. */
        readonly CommandAnswerToPost: {
            /**
             * @description Left out, it is `executing` with a form to fill in, and `completed` otherwise.
             * @enum {string}
             */
            readonly status?: "executing" | "completed" | "canceled";
            /** @description The form of the next step (`type` is `form`), or what came of it (`type` is `result`). */
            readonly form?: components["schemas"]["DataForm"];
            readonly actions?: components["schemas"]["CommandOffers"];
            /** @description For a person. */
            readonly notes?: readonly components["schemas"]["CommandNote"][];
            /** @description Refuses the step, alone. The command stays at the form that was filled in. */
            readonly error?: components["schemas"]["StanzaErrorToSend"];
            /** @description The step that it answers, as its event says. An answer to another one is refused. */
            readonly step?: number;
        };
        /** @description What another address says of itself. */
        readonly Entity: {
            /** @example rooms.example.org */
            readonly jid: string;
            /** @description What it is. */
            readonly identities?: readonly components["schemas"]["DiscoIdentity"][];
            /** @description What it can do, one namespace each. */
            readonly features?: readonly string[];
            /** @description More about it (XEP-0128). */
            readonly forms?: readonly components["schemas"]["DataForm"][];
            /** @description Its software, where it tells (XEP-0092). */
            readonly version?: components["schemas"]["Version"];
            /** @description Its clock, where it tells (XEP-0202). */
            readonly time?: components["schemas"]["EntityTime"];
            /** @description Its vCard, where it has one (XEP-0054). */
            readonly vcard?: components["schemas"]["IdentityVcard"];
            /** @description When it was asked. */
            readonly asOf: components["schemas"]["Instant"];
        };
        /** @description What belongs to another address. */
        readonly EntityItems: {
            readonly jid: string;
            readonly node?: string;
            readonly items: readonly components["schemas"]["DiscoItem"][];
            readonly asOf: components["schemas"]["Instant"];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description A command that somebody offers. */
        readonly CommandListed: {
            /** @description Where it is executed. */
            readonly jid: string;
            /** @description Its name, for `POST /v1/commands`. */
            readonly node: string;
            /** @description Its name for a person. */
            readonly name?: string;
        };
        readonly CommandPage: {
            readonly items: readonly components["schemas"]["CommandListed"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description What is filled into a form, by the names of its fields. Fields that are not named go back as they came, hidden ones too. `null` empties a field. A text for a field of several lines is split at its line ends. */
        readonly CommandValues: {
            readonly [key: string]: string | boolean | number | null | readonly string[];
        };
        /** @description How one form is filled in. */
        readonly CommandStep: {
            /**
             * @description Left out, `next` if the form offers it, unless this is the last step; then what the form suggests.
             * @enum {unknown}
             */
            readonly action?: "next" | "complete";
            readonly values?: components["schemas"]["CommandValues"];
        };
        /**
         * @description A command to execute.
         * @example {
         *       "to": "example.org",
         *       "node": "http://jabber.org/protocol/admin#add-user",
         *       "steps": [
         *         {
         *           "values": {
         *             "accountjid": "paris@example.org",
         *             "password": "County",
         *             "password-verify": "County"
         *           }
         *         }
         *       ]
         *     }
         */
        readonly CommandToRun: {
            /** @description Who offers it. */
            readonly to: string;
            /** @description The name of the command, as `GET /v1/entities/{jid}/commands` has it. */
            readonly node: string;
            /** @description Which identity executes it; left out, the default of the key. */
            readonly from?: string;
            readonly values?: components["schemas"]["CommandValues"];
            /** @description One for each form, in order; `values`, if given, fill in the first form. Steps that were left when the command ended are counted in `stepsLeft`. */
            readonly steps?: readonly components["schemas"]["CommandStep"][];
        };
        /**
         * @description `next` and `prev` go to another form, `complete` ends the command with what was filled in, `cancel` without.
         * @enum {string}
         */
        readonly CommandAction: "next" | "prev" | "complete" | "cancel";
        /** @description A command that was executed at another address. */
        readonly CommandSession: {
            /** @description Of the bridge; the session id of the other side is not shown. */
            readonly id: string;
            /**
             * @description Only a command that is `executing` can go on.
             * @enum {string}
             */
            readonly status: "executing" | "completed" | "canceled";
            /** @description The full JID of the identity. */
            readonly from: string;
            /** @description Who offers it. */
            readonly to: string;
            /** @description The name of the command. */
            readonly node: string;
            /** @description How many answers the other side has given. */
            readonly sequence: number;
            readonly form?: components["schemas"]["DataForm"];
            /** @description The values in `form` by the names of the fields; hidden fields and fixed texts are left out. */
            readonly fields?: {
                readonly [key: string]: readonly string[];
            };
            readonly notes?: readonly components["schemas"]["CommandNote"][];
            /** @description What the other side offers, besides `cancel`. */
            readonly actions?: readonly components["schemas"]["CommandAction"][];
            readonly suggested?: components["schemas"]["CommandAction"];
            /** @description How many of the `steps` were not needed, as the command had ended. */
            readonly stepsLeft?: number;
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /** @description How a command goes on. */
        readonly CommandToContinue: {
            readonly action?: components["schemas"]["CommandAction"];
            readonly values?: components["schemas"]["CommandValues"];
        };
        readonly UploadService: {
            /** @example upload.example.org */
            readonly jid: string;
            readonly name?: string;
            /** @description The largest file that it takes, in bytes, where it says so. */
            readonly maxFileSize?: number;
        };
        readonly Service: {
            /** @example rooms.example.org */
            readonly jid: string;
            readonly name?: string;
        };
        /** @description What the XMPP server offers. */
        readonly Services: {
            /**
             * @description The domain that was looked at, `BRIDGE_XMPP_SERVER_HOST`.
             * @example example.org
             */
            readonly server: string;
            /** @description Services that take files (XEP-0363). */
            readonly upload: readonly components["schemas"]["UploadService"][];
            /** @description Services with rooms (XEP-0045). */
            readonly rooms: readonly components["schemas"]["Service"][];
            /** @description Services with nodes (XEP-0060). */
            readonly pubsub: readonly components["schemas"]["Service"][];
            /** @description Commands that the server lets the bridge run (XEP-0050). */
            readonly commands: readonly components["schemas"]["DiscoItem"][];
            /** @description What the server lets the bridge do in the name of its users (XEP-0356), as it said when the link came up. */
            readonly privileges: readonly {
                /** @example urn:xmpp:privilege:2 */
                readonly namespace: string;
                /** @example message */
                readonly access: string;
                /** @example outgoing */
                readonly type: string;
            }[];
            readonly asOf: components["schemas"]["Instant"];
        };
        /**
         * @description * `joining`: it is not in the room yet; `problem` says why the last attempt failed.
         *     * `joined`: it is an occupant.
         *     * `checking`: it was an occupant when it was last heard of; the room is being asked whether it still is.
         *     * `rejoining`: it was an occupant, and comes back.
         *     * `leaving`: it is no longer wanted there, and still leaves.
         *
         *     The others are ends: they stay until the next `PUT`.
         *
         *     * `refused`: the room does not let it in; `problem` says why.
         *     * `kicked`, `banned`: somebody threw it out.
         *     * `removed`: the room became members-only, or its affiliation was taken away.
         *     * `destroyed`: the room was destroyed. `problem.alternate` names the room that was given in its place, if one was.
         *     * `missing`: there is no such room, and `create` is `never`.
         *     * `left`: it left.
         * @enum {string}
         */
        readonly RoomState: "joining" | "joined" | "checking" | "rejoining" | "leaving" | "refused" | "kicked" | "banned" | "removed" | "destroyed" | "missing" | "left";
        /** @description What is to be heard of the time before it joined. */
        readonly RoomHistoryWanted: {
            /**
             * @description After an interruption, hear what was said meanwhile, from the room's history or its archive.
             * @default true
             */
            readonly catchUp: boolean;
            /**
             * @description The most messages of the room's history to hear on the first join.
             * @default 0
             */
            readonly maxStanzas: number;
        };
        /**
         * @description The presence that occupants see.
         * @example {
         *       "show": "chat",
         *       "status": "On duty"
         *     }
         */
        readonly RoomPresence: {
            /** @enum {string} */
            readonly show?: "away" | "chat" | "dnd" | "xa";
            readonly status?: string;
        };
        /**
         * @description The configuration of a room that this membership creates, as fields of the room's form (XEP-0045 §10.2). A name without `#` is short for `muc#roomconfig_…`. Fields that the room does not have are left out.
         * @example {
         *       "roomname": "Operations",
         *       "persistentroom": true,
         *       "membersonly": true
         *     }
         */
        readonly RoomCreateConfig: {
            readonly [key: string]: string | boolean | number | readonly string[];
        };
        readonly RoomMembershipContent: {
            /**
             * @description The nickname in the room. The default is the local part of the identity.
             * @example alerts
             */
            readonly nick?: string;
            /**
             * @description What to do where the nickname is taken: try `alerts-2` to `alerts-6`, or give up.
             * @default suffix
             * @enum {string}
             */
            readonly nickConflict: "suffix" | "fail";
            readonly history?: components["schemas"]["RoomHistoryWanted"];
            /**
             * @description What others say in the room that becomes `message.received`: everything, only what mentions the nickname and private messages, or only private messages.
             * @default all
             * @enum {string}
             */
            readonly hear: "all" | "mentions" | "none";
            readonly presence?: components["schemas"]["RoomPresence"];
            /**
             * @description Whether the room is created if there is none.
             * @default never
             * @enum {string}
             */
            readonly create: "never" | "ifMissing";
            readonly config?: components["schemas"]["RoomCreateConfig"];
            /**
             * @description What to do after a kick. After a ban it always stays out.
             * @default stayOut
             * @enum {string}
             */
            readonly onKick: "stayOut" | "rejoin";
            /**
             * @description Whether to join the room that is named in place of a destroyed one.
             * @default false
             */
            readonly follow: boolean;
        };
        /** @description What the room says about the identity as its occupant. */
        readonly RoomSelf: {
            /** @example alerts */
            readonly nick: string;
            /** @enum {string} */
            readonly role?: "moderator" | "none" | "participant" | "visitor";
            /** @enum {string} */
            readonly affiliation?: "admin" | "member" | "none" | "outcast" | "owner";
            /** @description The id that the room gave the occupant (XEP-0421), where it gives ids. */
            readonly occupantId?: string;
        };
        /** @description The last message that was heard from the room. */
        readonly RoomLastMessage: {
            /** @description The id that the room gave it (XEP-0359). */
            readonly stanzaId?: string;
            readonly at: components["schemas"]["Instant"];
        };
        /** @description Why it is not in the room. */
        readonly RoomProblem: {
            /**
             * @description A stanza error condition, or what happened, for programs.
             * @example registration-required
             */
            readonly reason: string;
            /**
             * @description What happened and what to do, for people.
             * @example The room is for members only: make the identity a member.
             */
            readonly detail: string;
            readonly at: components["schemas"]["Instant"];
            /**
             * @description The room that was named in place of a destroyed one.
             * @example ops-2@rooms.example.org
             */
            readonly alternate?: string;
            /**
             * @description Who did it, as far as the room says.
             * @example juliet
             */
            readonly actor?: string;
        };
        /** @description What is wanted of an identity in a room, and what was seen. */
        readonly RoomMembership: components["schemas"]["RoomMembershipContent"] & {
            /** @example ops@rooms.example.org */
            readonly room: string;
            /** @example alerts@bridge.example.org */
            readonly identity: string;
            /** @description False if the membership was deleted and the identity has not left yet. */
            readonly wanted: boolean;
            /** @constant */
            readonly hasPassword?: true;
            readonly state: components["schemas"]["RoomState"];
            /** @description When the state began. */
            readonly since: components["schemas"]["Instant"];
            /** @description When the room last said so. Absent if it never did. */
            readonly asOf?: components["schemas"]["Instant"];
            readonly self?: components["schemas"]["RoomSelf"];
            readonly lastMessage?: components["schemas"]["RoomLastMessage"];
            readonly problem?: components["schemas"]["RoomProblem"];
        };
        readonly RoomMembershipPage: {
            readonly items: readonly components["schemas"]["RoomMembership"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /**
         * @description Options to set; what is left out stays as it is.
         * @example {
         *       "membersOnly": true,
         *       "form": {
         *         "muc#roomconfig_historylength": "50"
         *       }
         *     }
         */
        readonly RoomConfigToSet: {
            /** @description The name of the room. */
            readonly name?: string;
            /** @description What the room is for. */
            readonly description?: string;
            /** @description The language of the room, as `en`. */
            readonly lang?: string;
            /** @description The room stays when nobody is in it. */
            readonly persistent?: boolean;
            /** @description The room is in the list of rooms. */
            readonly public?: boolean;
            /** @description Only members, admins and owners may enter. */
            readonly membersOnly?: boolean;
            /** @description Only occupants with a voice may speak. */
            readonly moderated?: boolean;
            /** @description Who enters has to know it; `null` for none. */
            readonly password?: string | null;
            /**
             * @description Who may see the real JIDs of occupants.
             * @enum {string}
             */
            readonly whois?: "anyone" | "moderators";
            /** @description The most occupants at a time; `null` for no bound. */
            readonly maxOccupants?: number | null;
            /** @description Every occupant may invite others. */
            readonly allowInvites?: boolean;
            /** @description Every occupant may set the subject. */
            readonly changeSubject?: boolean;
            /** @description The room keeps what was said (XEP-0313). */
            readonly archive?: boolean;
            /** @description How many messages the room shows to who enters. */
            readonly historyLength?: number;
            /**
             * @description Who may write to occupants in private.
             * @enum {string}
             */
            readonly allowPrivateMessages?: "anyone" | "moderators" | "none" | "participants";
            /** @description Who enters has a voice in a moderated room. */
            readonly membersByDefault?: boolean;
            /** @description Fields of the form of the room by their names, for what has no option here. */
            readonly form?: {
                readonly [key: string]: string | boolean | readonly string[];
            };
        };
        /**
         * @description A room to create.
         * @example {
         *       "room": "ops@rooms.example.org",
         *       "config": {
         *         "name": "Operations"
         *       }
         *     }
         */
        readonly RoomToCreate: {
            /** @description The bare JID of the room. */
            readonly room: string;
            /** @description The nickname of the identity in the room; the default is its local part. */
            readonly nick?: string;
            readonly config?: components["schemas"]["RoomConfigToSet"];
            /** @description The first subject of the room. */
            readonly subject?: string;
            /** @description The identity stays in the room. With `false` it leaves once the room is made; that needs a room that is persistent, which stays without it. The default is `true`. */
            readonly join?: boolean;
        };
        /** @description A room that was created. */
        readonly RoomCreated: {
            /** @description The bare JID of the room. */
            readonly room: string;
            /** @description The identity that owns it. */
            readonly identity: string;
            /** @description Its nickname, as the room has it. */
            readonly nick: string;
            /** @description Whether the identity stayed in the room. */
            readonly joined: boolean;
            /** @description Options, and fields of the form, that the room now has as you said. */
            readonly applied: readonly string[];
            /** @description Options, and fields of the form, that the room did not take. */
            readonly ignored: readonly string[];
            /** @description Why each of `ignored` was not taken, for a person. */
            readonly reasons?: {
                readonly [key: string]: string;
            };
        };
        /**
         * @description A membership of a room as it is to be. What is left out has its default: a `PUT` replaces what was wanted before.
         * @example {
         *       "nick": "alerts",
         *       "create": "ifMissing"
         *     }
         */
        readonly RoomMembershipToPut: components["schemas"]["RoomMembershipContent"] & {
            /** @description The password of the room. It is kept, and not shown again. */
            readonly password?: string;
        };
        /**
         * @description What the hook is for; it stands in summaries and notes.
         * @example alerts
         */
        readonly HookName: string;
        /**
         * @description Whose payloads it takes. `json`, `form` and `text` take those of anybody.
         * @enum {string}
         */
        readonly HookDialect: "alertmanager" | "apprise" | "argo-cd" | "forgejo" | "form" | "gitea" | "github" | "gitlab" | "grafana" | "healthchecks" | "json" | "netdata" | "ntfy" | "sentry" | "slack" | "text" | "uptime-kuma" | "zabbix";
        /**
         * @description The identity that speaks: a JID at the component domain, or just its local part. The default is the default identity of the API key.
         * @example alerts
         */
        readonly HookFrom: string;
        /**
         * @description A person or a room.
         * @example {
         *       "jid": "ops@muc.example.org",
         *       "type": "groupchat"
         *     }
         */
        readonly HookRecipient: {
            /** @description JID of the person or the room. */
            readonly jid: string;
            /**
             * @description `groupchat` for a room, `chat` or `headline` for a person.
             * @enum {string}
             */
            readonly type: "chat" | "groupchat" | "headline" | "normal";
        };
        /** @description Who is told. */
        readonly HookRecipientsShown: readonly components["schemas"]["HookRecipient"][];
        /** @enum {string} */
        readonly HookVerifyScheme: "none" | "github" | "gitlab" | "slack" | "standard-webhooks" | "bearer" | "basic";
        /** @description How a delivery proves where it comes from, without the secret. */
        readonly HookVerifyShown: {
            readonly scheme: components["schemas"]["HookVerifyScheme"];
            readonly username?: string;
        };
        /**
         * @description The text of the message, in [Liquid](https://liquidjs.com). It may use `title`, `text`, `url`, `status`, `severity`, `event`, `default` (the text without a template), `payload`, `headers` and `hook.name`. Without one, the dialect writes the text.
         * @example {{ severity | upcase }} {{ title }}: {{ payload.commonLabels.instance }}
         */
        readonly HookTemplate: string;
        /**
         * @description Which payloads are told; all others are taken and left out. The names are JSON pointers into the payload, or `event`, `status`, `severity`, `title`, `text`, `key` as the dialect reads them. All of them have to fit. A value may have `*` in it; one that begins with `!` must not fit.
         * @example {
         *       "status": [
         *         "firing",
         *         "resolved"
         *       ],
         *       "/commonLabels/severity": [
         *         "critical"
         *       ]
         *     }
         */
        readonly HookFilter: {
            readonly [key: string]: readonly string[];
        };
        /**
         * @description JSON pointers ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) to what the dialect does not find by itself. Payloads with the same `key` are news of the same thing.
         * @example {
         *       "title": "/check/name",
         *       "status": "/check/state",
         *       "key": "/check/id"
         *     }
         */
        readonly HookPick: {
            readonly title?: string;
            readonly text?: string;
            readonly url?: string;
            readonly image?: string;
            readonly event?: string;
            readonly status?: string;
            readonly severity?: string;
            readonly key?: string;
        };
        /**
         * @description How news of something that was told before is told; each dialect has a default.
         *
         *     * `edit`: the first message is corrected (XEP-0308)
         *     * `reply`: as a reply to the first message (XEP-0461)
         *     * `new`: as a message of its own
         * @enum {string}
         */
        readonly HookUpdate: "edit" | "reply" | "new";
        /**
         * @description At most `max` messages in `per` seconds. What comes beyond is counted, and told in one summary when the time is over.
         * @example {
         *       "max": 20,
         *       "per": 60
         *     }
         */
        readonly HookStorm: {
            readonly max: number;
            /** @description Seconds. */
            readonly per: number;
        };
        readonly Hook: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly name: components["schemas"]["HookName"];
            readonly dialect: components["schemas"]["HookDialect"];
            readonly from?: components["schemas"]["HookFrom"];
            readonly to: components["schemas"]["HookRecipientsShown"];
            readonly verify: components["schemas"]["HookVerifyShown"];
            readonly template?: components["schemas"]["HookTemplate"];
            readonly filter?: components["schemas"]["HookFilter"];
            readonly pick?: components["schemas"]["HookPick"];
            readonly update: components["schemas"]["HookUpdate"];
            readonly storm: components["schemas"]["HookStorm"];
            readonly oldSecretUntil?: components["schemas"]["Instant"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
        };
        readonly HookPage: {
            readonly items: readonly components["schemas"]["Hook"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /**
         * @description Who is told. A JID alone is enough: the bridge asks its domain once whether it is one of rooms, and guesses by the name of the domain when it gets no answer. The response shows what it took it for.
         * @example [
         *       "ops@muc.example.org",
         *       "juliet@example.org"
         *     ]
         */
        readonly HookRecipients: readonly (string | components["schemas"]["HookRecipient"])[];
        /**
         * @description How a delivery proves where it comes from, besides the secret in its URL.
         *
         *     * `none`: not at all (the default)
         *     * `github`: `X-Hub-Signature-256`, also the signatures of Gitea, Forgejo and Sentry, which are made the same way
         *     * `gitlab`: `X-Gitlab-Token`
         *     * `slack`: `X-Slack-Signature`
         *     * `standard-webhooks`: `webhook-signature` (https://www.standardwebhooks.com)
         *     * `bearer`, `basic`: the `Authorization` header
         * @example {
         *       "scheme": "github",
         *       "secret": "a-secret-value"
         *     }
         */
        readonly HookVerify: {
            readonly scheme: components["schemas"]["HookVerifyScheme"];
            /** @description What the sender signs with or sends; the password for `basic`. Required unless the scheme is `none`, and never shown. */
            readonly secret?: string;
            /** @description For `basic`; must not contain a colon. */
            readonly username?: string;
        };
        readonly HookToCreate: {
            readonly name: components["schemas"]["HookName"];
            readonly dialect: components["schemas"]["HookDialect"];
            readonly from?: components["schemas"]["HookFrom"];
            readonly to: components["schemas"]["HookRecipients"];
            readonly verify?: components["schemas"]["HookVerify"];
            readonly template?: components["schemas"]["HookTemplate"];
            readonly filter?: components["schemas"]["HookFilter"];
            readonly pick?: components["schemas"]["HookPick"];
            readonly update?: components["schemas"]["HookUpdate"];
            readonly storm?: components["schemas"]["HookStorm"];
        };
        /**
         * @description Where the sender posts to, below the address of the bridge. It holds a secret: whoever has it can send. It is shown only in this response.
         * @example /hooks/01JD8Q4Z7N0V4R6T1B3X5Y7W9K/Hq3zV0fYb5m1c8nE2kLw7tRxUaPdSgJi4oQvBy6NhZM
         */
        readonly HookUrl: string;
        readonly HookCreated: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly name: components["schemas"]["HookName"];
            readonly dialect: components["schemas"]["HookDialect"];
            readonly from?: components["schemas"]["HookFrom"];
            readonly to: components["schemas"]["HookRecipientsShown"];
            readonly verify: components["schemas"]["HookVerifyShown"];
            readonly template?: components["schemas"]["HookTemplate"];
            readonly filter?: components["schemas"]["HookFilter"];
            readonly pick?: components["schemas"]["HookPick"];
            readonly update: components["schemas"]["HookUpdate"];
            readonly storm: components["schemas"]["HookStorm"];
            readonly oldSecretUntil?: components["schemas"]["Instant"];
            readonly createdAt: components["schemas"]["Instant"];
            readonly updatedAt: components["schemas"]["Instant"];
            readonly url: components["schemas"]["HookUrl"];
        };
        /** @description Omitted fields are unchanged; null takes one away. */
        readonly HookToChange: {
            readonly name?: components["schemas"]["HookName"];
            readonly dialect?: components["schemas"]["HookDialect"];
            readonly from?: components["schemas"]["HookFrom"] | null;
            readonly to?: components["schemas"]["HookRecipients"];
            readonly verify?: components["schemas"]["HookVerify"];
            readonly template?: components["schemas"]["HookTemplate"] | null;
            readonly filter?: components["schemas"]["HookFilter"] | null;
            readonly pick?: components["schemas"]["HookPick"] | null;
            readonly update?: components["schemas"]["HookUpdate"];
            readonly storm?: components["schemas"]["HookStorm"];
        };
        readonly HookToRotate: {
            /** @description Seconds for which the old URL is good as well; the default is 0. */
            readonly overlapSeconds?: number;
        };
        /**
         * @description A delivery as the sender would make it.
         * @example {
         *       "headers": {
         *         "X-GitHub-Event": "star"
         *       },
         *       "payload": {
         *         "action": "created",
         *         "sender": {
         *           "login": "romeo"
         *         }
         *       }
         *     }
         */
        readonly HookPayload: {
            /** @description Its headers, such as `X-GitHub-Event`. */
            readonly headers?: {
                readonly [key: string]: string;
            };
            /** @description The query of its URL, by name. */
            readonly query?: {
                readonly [key: string]: string;
            };
            /** @description Its body, for JSON. */
            readonly payload?: unknown;
            /** @description Its body as text, for anything else. */
            readonly body?: string;
        };
        /**
         * @description * `sent`, `edited`, `replied`: everybody is told
         *     * `repeated`: it was told before
         *     * `filtered`: the filter leaves it out
         *     * `held`: it is one of too many, and counted in the next summary
         * @enum {string}
         */
        readonly HookOutcome: "sent" | "edited" | "replied" | "repeated" | "filtered" | "held";
        readonly HookPreview: {
            readonly outcome: components["schemas"]["HookOutcome"];
            /** @description What would be sent. */
            readonly messages: readonly components["schemas"]["MessageToSend"][];
            /** @description Why the messages are not what the hook asks for, such as an error in its template. */
            readonly problem?: string;
        };
        readonly HookTaken: {
            readonly outcome: components["schemas"]["HookOutcome"];
            /** @description Ids of the messages; `GET /v1/messages/{id}` says what became of them. */
            readonly messages: readonly string[];
            /** @description Why the messages are not what the hook asks for, such as an error in its template. */
            readonly problem?: string;
        };
        /** @description A room, as it describes itself. */
        readonly Room: {
            /** @description The bare JID of the room. */
            readonly room: string;
            /** @description The name of the room. */
            readonly name?: string;
            /** @description What the room is for. */
            readonly description?: string;
            /** @description The subject, where the room or an identity in it knows it. */
            readonly subject?: string;
            /** @description The language of the room. */
            readonly lang?: string;
            /** @description How many are in it. */
            readonly occupants?: number;
            /** @description The room stays when nobody is in it. */
            readonly persistent?: boolean;
            /** @description The room is in the list of rooms. */
            readonly public?: boolean;
            /** @description Only members, admins and owners may enter. */
            readonly membersOnly?: boolean;
            /** @description Only occupants with a voice may speak. */
            readonly moderated?: boolean;
            /** @description Who enters has to know a password. */
            readonly passwordProtected?: boolean;
            /**
             * @description Who may see the real JIDs of occupants.
             * @enum {string}
             */
            readonly whois?: "anyone" | "moderators";
            /** @description The room keeps what was said, to be asked for (`urn:xmpp:mam:2`). */
            readonly archive?: boolean;
            /** @description Occupants have ids that outlast their nicknames (XEP-0421). */
            readonly occupantIds?: boolean;
            /** @description The versions of XEP-0425 that the room has. */
            readonly moderation?: readonly string[];
            /** @description Everything that the room says it can do. */
            readonly features: readonly string[];
            /** @description The identities of the bridge that are in it or are to be in it, as far as the key may use them. */
            readonly identities: readonly {
                readonly identity: string;
                readonly nick?: string;
                readonly state?: string;
            }[];
        };
        /**
         * @description How to destroy a room.
         * @example {
         *       "reason": "The incident is over",
         *       "alternate": "war-stories@rooms.example.org"
         *     }
         */
        readonly RoomToDestroy: {
            /** @description Why, for those who are in it. */
            readonly reason?: string;
            /** @description The bare JID of the room to go to instead. */
            readonly alternate?: string;
            /** @description The password of that room. */
            readonly password?: string;
        };
        /**
         * @description Options of a room that most servers have; which of them, the server says.
         * @example {
         *       "name": "Operations",
         *       "membersOnly": true,
         *       "persistent": true
         *     }
         */
        readonly RoomConfig: {
            /** @description The name of the room. */
            readonly name?: string;
            /** @description What the room is for. */
            readonly description?: string;
            /** @description The language of the room, as `en`. */
            readonly lang?: string;
            /** @description The room stays when nobody is in it. */
            readonly persistent?: boolean;
            /** @description The room is in the list of rooms. */
            readonly public?: boolean;
            /** @description Only members, admins and owners may enter. */
            readonly membersOnly?: boolean;
            /** @description Only occupants with a voice may speak. */
            readonly moderated?: boolean;
            /** @description Who enters has to know it; `null` for none. */
            readonly password?: string | null;
            /**
             * @description Who may see the real JIDs of occupants.
             * @enum {string}
             */
            readonly whois?: "anyone" | "moderators";
            /** @description The most occupants at a time; `null` for no bound. */
            readonly maxOccupants?: number | null;
            /** @description Every occupant may invite others. */
            readonly allowInvites?: boolean;
            /** @description Every occupant may set the subject. */
            readonly changeSubject?: boolean;
            /** @description The room keeps what was said (XEP-0313). */
            readonly archive?: boolean;
            /** @description How many messages the room shows to who enters. */
            readonly historyLength?: number;
            /**
             * @description Who may write to occupants in private.
             * @enum {string}
             */
            readonly allowPrivateMessages?: "anyone" | "moderators" | "none" | "participants";
            /** @description Who enters has a voice in a moderated room. */
            readonly membersByDefault?: boolean;
        };
        /** @description The configuration of a room. */
        readonly RoomConfigShown: {
            readonly config: components["schemas"]["RoomConfig"];
            readonly form: components["schemas"]["DataForm"];
        };
        /** @description What a room took of the options, as its form says afterwards. */
        readonly RoomConfigOutcome: {
            /** @description Options, and fields of the form, that the room now has as you said. */
            readonly applied: readonly string[];
            /** @description Options, and fields of the form, that the room did not take. */
            readonly ignored: readonly string[];
            /** @description Why each of `ignored` was not taken, for a person. */
            readonly reasons?: {
                readonly [key: string]: string;
            };
        };
        /**
         * @description The subject of a room.
         * @example {
         *       "subject": "All is well"
         *     }
         */
        readonly RoomSubjectToSet: {
            /** @description The new subject; empty for none. */
            readonly subject: string;
        };
        /**
         * @description An invitation to a room.
         * @example {
         *       "to": "juliet@example.org",
         *       "reason": "Join us"
         *     }
         */
        readonly RoomInvitation: {
            /** @description The JID of who is invited. */
            readonly to: string;
            /**
             * @description From the identity itself (the default), or by the room.
             * @enum {string}
             */
            readonly kind?: "direct" | "mediated";
            /** @description Why, for a person. */
            readonly reason?: string;
            /** @description The password of the room. A room adds its own to mediated invitations. */
            readonly password?: string;
            /** @description The thread of a conversation that goes on in the room. */
            readonly thread?: string;
        };
        /** @description The affiliation of somebody with a room. */
        readonly RoomAffiliation: {
            /** @description The bare JID, or a domain. */
            readonly jid: string;
            /**
             * @description The lasting relation to the room.
             * @enum {string}
             */
            readonly affiliation: "admin" | "member" | "none" | "outcast" | "owner";
            /** @description The nickname that is reserved for a member. */
            readonly nick?: string;
            /** @description Why, for a person. */
            readonly reason?: string;
        };
        /** @description A page of affiliations. */
        readonly RoomAffiliationPage: {
            readonly items: readonly components["schemas"]["RoomAffiliation"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /**
         * @description Affiliations to set, each of somebody else.
         * @example {
         *       "items": [
         *         {
         *           "jid": "juliet@example.org",
         *           "affiliation": "member"
         *         }
         *       ]
         *     }
         */
        readonly RoomAffiliationsToSet: {
            readonly items: readonly {
                /** @description The bare JID, or a domain. */
                readonly jid: string;
                /**
                 * @description The lasting relation to the room.
                 * @enum {string}
                 */
                readonly affiliation: "admin" | "member" | "none" | "outcast" | "owner";
                /** @description The nickname that is reserved for a member. */
                readonly nick?: string;
                /** @description Why, for a person. */
                readonly reason?: string;
            }[];
        };
        /** @description What became of each. */
        readonly RoomAffiliationsSet: {
            /** @description How many are as you said. */
            readonly applied: number;
            /** @description How many are not. */
            readonly failed: number;
            readonly items: readonly {
                readonly jid: string;
                /**
                 * @description The lasting relation to the room.
                 * @enum {string}
                 */
                readonly affiliation: "admin" | "member" | "none" | "outcast" | "owner";
                readonly applied: boolean;
                /** @description Why it was not applied, for a person. */
                readonly detail?: string;
            }[];
        };
        /**
         * @description An affiliation to set.
         * @example {
         *       "affiliation": "member"
         *     }
         */
        readonly RoomAffiliationToSet: {
            /**
             * @description The lasting relation to the room.
             * @enum {string}
             */
            readonly affiliation: "admin" | "member" | "none" | "outcast" | "owner";
            /** @description The nickname that is reserved for a member. */
            readonly nick?: string;
            /** @description Why, for a person. */
            readonly reason?: string;
        };
        /** @description An occupant of a room. */
        readonly RoomOccupantListed: {
            /** @description The nickname. */
            readonly nick: string;
            /**
             * @description What the occupant may do on this visit.
             * @enum {string}
             */
            readonly role?: "moderator" | "none" | "participant" | "visitor";
            /**
             * @description The lasting relation to the room.
             * @enum {string}
             */
            readonly affiliation?: "admin" | "member" | "none" | "outcast" | "owner";
            /** @description The real JID, where the room shows it to the identity. */
            readonly jid?: string;
        };
        /** @description A page of occupants. */
        readonly RoomOccupantPage: {
            /**
             * @description Lists of roles that the room gave, or its list of nicknames.
             * @enum {string}
             */
            readonly source: "discovery" | "roles";
            /** @description Whether all pages together have everybody, as far as the bridge knows. */
            readonly complete: boolean;
            readonly items: readonly components["schemas"]["RoomOccupantListed"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /**
         * @description A role to give to an occupant.
         * @example {
         *       "role": "none",
         *       "reason": "A brawl"
         *     }
         */
        readonly RoomRoleToSet: {
            /**
             * @description `none` makes the occupant leave.
             * @enum {string}
             */
            readonly role: "moderator" | "none" | "participant" | "visitor";
            /** @description Why, for a person. */
            readonly reason?: string;
            /** @description Only if the nickname still belongs to this occupant (XEP-0421); otherwise 409 `conflict`. Needs an identity in the room. */
            readonly expectOccupantId?: string;
        };
        /** @description The role of an occupant. */
        readonly RoomRole: {
            readonly nick: string;
            /** @enum {string} */
            readonly role: "moderator" | "none" | "participant" | "visitor";
        };
        /**
         * @description A message in a room: the id of a message that was sent with this API, the id of an event, or the id that the room gave it (`stanzaIds` of `message.received`, the one `by` the room).
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         * @example {
         *       "id": "2026-01-31-f2a9",
         *       "by": "ops@rooms.example.org"
         *     }
         */
        readonly RoomMessageRef: string | {
            readonly id: string;
            /** @description Who gave the id; the room. */
            readonly by?: string;
        };
        /**
         * @description A message to take out of a room.
         * @example {
         *       "ref": {
         *         "id": "2026-01-31-f2a9"
         *       },
         *       "reason": "A curse"
         *     }
         */
        readonly RoomModeration: {
            readonly ref: components["schemas"]["RoomMessageRef"];
            /** @description Why, for a person. */
            readonly reason?: string;
        };
        /** @description A message that was taken out. */
        readonly RoomModerated: {
            /** @description The id that the room gave the message. */
            readonly id: string;
            /** @description The version of XEP-0425 that the room was asked with. */
            readonly namespace: string;
        };
        /**
         * @description A message to take back.
         * @example {
         *       "ref": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K"
         *     }
         */
        readonly RoomRetraction: {
            readonly ref: components["schemas"]["RoomMessageRef"];
            /** @description What clients show that do not know retractions; the default is a sentence in English. */
            readonly fallback?: string;
        };
        /**
         * @description Reactions to a message.
         * @example {
         *       "ref": {
         *         "id": "2026-01-31-f2a9"
         *       },
         *       "emojis": [
         *         "👍"
         *       ]
         *     }
         */
        readonly RoomReaction: {
            readonly ref: components["schemas"]["RoomMessageRef"];
            /** @description One emoji each; none takes earlier ones back. */
            readonly emojis: readonly string[];
        };
        /** @description A subscription of an identity to a node, and what the service said of it. */
        readonly PubsubSubscription: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            readonly identity: string;
            /** @description False while it is being undone. */
            readonly wanted: boolean;
            readonly state: components["schemas"]["PubsubSubscriptionState"];
            /** @description Since when it is in this state. */
            readonly since: components["schemas"]["Instant"];
            /** @description When the service said so last. */
            readonly asOf?: components["schemas"]["Instant"];
            /** @description Names the subscription at the service, where it gives one. */
            readonly subid?: string;
            /** @description The last item that was heard of. */
            readonly lastItem?: {
                readonly id: string;
                readonly at: components["schemas"]["Instant"];
            };
            /** @description What went wrong last. */
            readonly problem?: {
                /**
                 * @description A stanza error condition, or what happened, for programs.
                 * @example item-not-found
                 */
                readonly reason: string;
                /** @description What happened and what to do, for people. */
                readonly detail: string;
                readonly at: components["schemas"]["Instant"];
            };
            /**
             * @description Fetch what was published while the bridge was away.
             * @default true
             */
            readonly catchUp: boolean;
            /**
             * @description How many of the newest items are looked at when it catches up.
             * @default 100
             */
            readonly catchUpMax: number;
            /** @description Fields of the form of subscription options (XEP-0060 §6.3) by their names, such as `pubsub#digest`. */
            readonly options?: {
                readonly [key: string]: string | boolean | readonly string[];
            };
        };
        /** @description A page of subscriptions. */
        readonly PubsubSubscriptionPage: {
            readonly items: readonly components["schemas"]["PubsubSubscription"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description A node in a list. */
        readonly PubsubNodeListed: {
            readonly node: string;
            readonly name?: string;
        };
        /** @description A page of nodes. */
        readonly PubsubNodePage: {
            readonly items: readonly components["schemas"]["PubsubNodeListed"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description The options of a node that have a name here ([XEP-0060 §16.4.4](https://xmpp.org/extensions/xep-0060.html#registrar-formtypes-config)). */
        readonly PubsubNodeConfig: {
            readonly title?: string;
            readonly description?: string;
            /** @description The namespace of what is published. */
            readonly type?: string;
            /**
             * @description Who may subscribe and read.
             * @enum {string}
             */
            readonly accessModel?: "authorize" | "open" | "presence" | "roster" | "whitelist";
            /**
             * @description Who may publish.
             * @enum {string}
             */
            readonly publishModel?: "open" | "publishers" | "subscribers";
            /** @description How many items are kept; `null` for as many as the service can. */
            readonly maxItems?: number | null;
            /** @description Seconds after which an item goes; `null` for never. */
            readonly itemExpire?: number | null;
            /** @description Bytes of an item. */
            readonly maxPayloadSize?: number;
            /** @description Items outlast a restart of the service. */
            readonly persistItems?: boolean;
            /** @description Notifications have what was published, not only its id. */
            readonly deliverPayloads?: boolean;
            /** @description Subscribers are told of new items. */
            readonly deliverNotifications?: boolean;
            /** @description Subscribers are told of a new configuration. */
            readonly notifyConfig?: boolean;
            /** @description Subscribers are told that the node is deleted. */
            readonly notifyDelete?: boolean;
            /** @description Subscribers are told of items that are gone. */
            readonly notifyRetract?: boolean;
            /**
             * @description The type of messages with notifications.
             * @enum {string}
             */
            readonly notificationType?: "headline" | "normal";
            /**
             * @description When a subscriber is sent the last item without asking.
             * @enum {string}
             */
            readonly sendLastItem?: "never" | "on_sub" | "on_sub_and_presence";
            /** @description Only subscribers that are available are told. */
            readonly presenceBasedDelivery?: boolean;
        };
        /** @description A node. */
        readonly PubsubNode: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            /** @description `leaf` or `collection`. */
            readonly type?: string;
            readonly name?: string;
            readonly features?: readonly string[];
            /** @description What the service says of the node to everybody. */
            readonly meta?: components["schemas"]["DataForm"];
            /** @description The identity may read the configuration. */
            readonly owner: boolean;
            readonly config?: components["schemas"]["PubsubNodeConfig"];
            /** @description The whole configuration, as the service gives it. */
            readonly form?: components["schemas"]["DataForm"];
        };
        /** @description Options to set; what is left out stays as it is. */
        readonly PubsubNodeConfigToSet: {
            readonly title?: string;
            readonly description?: string;
            /** @description The namespace of what is published. */
            readonly type?: string;
            /**
             * @description Who may subscribe and read.
             * @enum {string}
             */
            readonly accessModel?: "authorize" | "open" | "presence" | "roster" | "whitelist";
            /**
             * @description Who may publish.
             * @enum {string}
             */
            readonly publishModel?: "open" | "publishers" | "subscribers";
            /** @description How many items are kept; `null` for as many as the service can. */
            readonly maxItems?: number | null;
            /** @description Seconds after which an item goes; `null` for never. */
            readonly itemExpire?: number | null;
            /** @description Bytes of an item. */
            readonly maxPayloadSize?: number;
            /** @description Items outlast a restart of the service. */
            readonly persistItems?: boolean;
            /** @description Notifications have what was published, not only its id. */
            readonly deliverPayloads?: boolean;
            /** @description Subscribers are told of new items. */
            readonly deliverNotifications?: boolean;
            /** @description Subscribers are told of a new configuration. */
            readonly notifyConfig?: boolean;
            /** @description Subscribers are told that the node is deleted. */
            readonly notifyDelete?: boolean;
            /** @description Subscribers are told of items that are gone. */
            readonly notifyRetract?: boolean;
            /**
             * @description The type of messages with notifications.
             * @enum {string}
             */
            readonly notificationType?: "headline" | "normal";
            /**
             * @description When a subscriber is sent the last item without asking.
             * @enum {string}
             */
            readonly sendLastItem?: "never" | "on_sub" | "on_sub_and_presence";
            /** @description Only subscribers that are available are told. */
            readonly presenceBasedDelivery?: boolean;
            /** @description Fields of the form by their names, such as `pubsub#collection`; they have the last word. */
            readonly form?: {
                readonly [key: string]: string | boolean | readonly string[];
            };
        };
        /** @description What is wanted of a node. */
        readonly PubsubNodeToPut: {
            readonly config?: components["schemas"]["PubsubNodeConfigToSet"];
        };
        /** @description What became of a node and its options. */
        readonly PubsubNodeOutcome: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            readonly created: boolean;
            /** @description Options that the node now has as you said. */
            readonly applied: readonly string[];
            /** @description Options that it does not. */
            readonly ignored: readonly string[];
            /** @description Why, by the name of the option, for a person. */
            readonly reasons?: {
                readonly [key: string]: string;
            };
        };
        /** @description An item, with what it says in one of the forms that the bridge knows, or as it is in `payload`. */
        readonly PubsubItemShown: {
            readonly id: string;
            /** @description Who published it, as far as the service says. */
            readonly publisher?: string;
            readonly nick?: components["schemas"]["Nick"];
            readonly geoloc?: components["schemas"]["Geoloc"];
            readonly tune?: components["schemas"]["Tune"];
            readonly entry?: components["schemas"]["AtomEntry"];
            readonly json?: components["schemas"]["JsonValue"];
            readonly form?: components["schemas"]["DataForm"];
            readonly payload?: components["schemas"]["ExtensionElement"];
        };
        /** @description A page of items. */
        readonly PubsubItemPage: {
            readonly items: readonly components["schemas"]["PubsubItemShown"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description What is published, in one of its forms (`json`, `geoloc`, `entry`, `form`, `nick`, `tune` or `payload`). None, where the node takes items without content. */
        readonly PubsubItemToPublish: {
            readonly nick?: components["schemas"]["Nick"];
            readonly geoloc?: components["schemas"]["Geoloc"];
            readonly tune?: components["schemas"]["Tune"];
            readonly entry?: components["schemas"]["AtomEntry"];
            readonly json?: components["schemas"]["JsonValue"];
            readonly form?: components["schemas"]["DataForm"];
            readonly payload?: components["schemas"]["ExtensionElement"];
            /** @description What the node has to be configured as (publish-options); otherwise nothing is published (409). A node that is created has these options. */
            readonly options?: components["schemas"]["PubsubNodeConfigToSet"];
            /**
             * @description Create the node if it does not exist. Some services always do.
             * @default false
             */
            readonly createNode: boolean;
        };
        /** @description Where it was published. */
        readonly PubsubPublished: {
            /** @description The address of the service. */
            readonly service: string;
            readonly node: string;
            readonly id: string;
        };
        /** @description Who has which relation to a node. */
        readonly PubsubAffiliation: {
            readonly jid: string;
            /**
             * @description The lasting relation to the node.
             * @enum {string}
             */
            readonly affiliation: "member" | "none" | "outcast" | "owner" | "publish-only" | "publisher";
        };
        /** @description A page of affiliations. */
        readonly PubsubAffiliationPage: {
            readonly items: readonly components["schemas"]["PubsubAffiliation"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        /** @description Affiliations to set. */
        readonly PubsubAffiliationsToSet: {
            readonly items: readonly components["schemas"]["PubsubAffiliation"][];
        };
        /** @description What became of each. */
        readonly PubsubAffiliationsSet: {
            /** @description How many are as you said. */
            readonly applied: number;
            /** @description How many are not. */
            readonly failed: number;
            readonly items: readonly {
                readonly jid: string;
                /**
                 * @description The lasting relation to the node.
                 * @enum {string}
                 */
                readonly affiliation: "member" | "none" | "outcast" | "owner" | "publish-only" | "publisher";
                readonly applied: boolean;
                /** @description Why it was not applied, for a person. */
                readonly detail?: string;
            }[];
        };
        /** @description What is wanted of a subscription. */
        readonly PubsubSubscriptionToPut: {
            /**
             * @description Fetch what was published while the bridge was away.
             * @default true
             */
            readonly catchUp: boolean;
            /**
             * @description How many of the newest items are looked at when it catches up.
             * @default 100
             */
            readonly catchUpMax: number;
            /** @description Fields of the form of subscription options (XEP-0060 §6.3) by their names, such as `pubsub#digest`. */
            readonly options?: {
                readonly [key: string]: string | boolean | readonly string[];
            };
        };
        /** @description A change that a caller made. It has no secrets. */
        readonly AuditEntry: {
            /**
             * @description The place in the log.
             * @example 1769860800000-0
             */
            readonly id: string;
            readonly at: components["schemas"]["Instant"];
            /**
             * @description The `request` of the log lines about this request.
             * @example mh2k4w1q-1f
             */
            readonly requestId: string;
            readonly actor: {
                /**
                 * @description The id of the key; `bootstrap` is the key from the settings, `provision` the provisioning file, and `jwt_…` a token.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly keyId: string;
                /**
                 * @description The name of the key, or the subject of the token.
                 * @example friar
                 */
                readonly name?: string;
            };
            /** @enum {string} */
            readonly action: "key.created" | "key.changed" | "key.rotated" | "key.revoked" | "webhook.created" | "webhook.changed" | "webhook.deleted" | "webhook.paused" | "webhook.resumed" | "webhook.secret-rotated" | "webhook.events-replayed" | "webhook.delivery-retried" | "webhook.dead-letters-replayed" | "webhook.dead-letter-discarded" | "webhook.dead-letters-discarded" | "hook.created" | "hook.changed" | "hook.deleted" | "hook.secret-rotated" | "consumer.moved" | "consumer.deleted" | "identity.declared" | "identity.changed" | "identity.deleted" | "contact.declared" | "contact.deleted" | "room.joined" | "room.left" | "room.created" | "room.configured" | "room.destroyed" | "room.affiliation-set" | "room.affiliations-set" | "room.occupant-changed" | "room.message-moderated" | "pubsub.node-put" | "pubsub.node-deleted" | "pubsub.node-purged" | "pubsub.affiliations-set" | "pubsub.subscribed" | "pubsub.unsubscribed" | "command.executed" | "command.continued" | "identity.command-offered" | "identity.command-withdrawn";
            readonly object: {
                /** @enum {string} */
                readonly type: "key" | "webhook" | "hook" | "consumer" | "identity" | "contact" | "room" | "pubsub" | "command";
                /**
                 * @description The id of the key, webhook, hook, identity or command in hand, the name of the consumer, or the address of the room or of the pub/sub service.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: string;
                /**
                 * @description The name of a key that was created or rotated, or the node of a command.
                 * @example nurse
                 */
                readonly name?: string;
                /**
                 * @description The id of the delivery or dead letter, the JID of the contact, the address that offers the command, or the node.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly item?: string;
            };
            /**
             * @description The fields that the request changed; their values are not kept.
             * @example [
             *       "url",
             *       "events"
             *     ]
             */
            readonly fields?: readonly string[];
        };
        readonly AuditPage: {
            readonly items: readonly components["schemas"]["AuditEntry"][];
            readonly next?: components["schemas"]["NextPage"];
        };
        readonly ProvisionedKey: {
            /**
             * @description What the key is for, and what it is known by in the file; unique there.
             * @example alerts
             */
            readonly name: string;
            /** @description What callers send after `Bearer`. Never in a response. */
            readonly secret?: string;
            /** @description The SHA-256 of the secret, as `sha256sum` prints it. */
            readonly secretSha256?: string;
            /** @description Seconds for which the secret before stays valid after a change; the default is one day. 0 ends it at once, also after the change. */
            readonly overlapSeconds?: number;
            readonly identities: components["schemas"]["KeyIdentities"];
            readonly scopes: components["schemas"]["KeyScopes"];
            readonly recipients?: components["schemas"]["KeyRecipients"];
            readonly rate?: components["schemas"]["KeyRate"];
            readonly quota?: components["schemas"]["KeyQuota"];
            readonly expiresAt?: components["schemas"]["Instant"];
        } & (unknown | unknown);
        readonly ProvisionedWebhook: {
            /**
             * @description What the webhook is known by in the file; unique there.
             * @example shop
             */
            readonly name: string;
            /**
             * @description The name of the key in the file that the webhook belongs to, or `bootstrap` for the key from the settings.
             * @example alerts
             */
            readonly key: string;
            /** @description What signs deliveries: `whsec_` and 24 to 64 bytes in Base64, or `whsk_` and an Ed25519 private key. Only `ed25519` can do without: the bridge then makes a key pair. Never in a response. */
            readonly secret?: string;
            /** @description Seconds for which the secret before also signs after a change; the default is one day. 0 ends it at once, also after the change. */
            readonly overlapSeconds?: number;
            /** @description Whether it is paused. If omitted, the API pauses and resumes it. */
            readonly paused?: boolean;
            readonly url: components["schemas"]["WebhookUrl"];
            readonly events: components["schemas"]["WebhookEvents"];
            readonly identities?: components["schemas"]["WebhookIdentities"];
            readonly remotes?: components["schemas"]["WebhookRemotes"];
            readonly format?: components["schemas"]["WebhookFormat"];
            readonly xml?: components["schemas"]["WebhookXml"];
            readonly signing?: components["schemas"]["WebhookSigning"];
            readonly headers?: components["schemas"]["WebhookHeaders"];
            readonly authorization?: components["schemas"]["WebhookAuthorization"];
            readonly description?: components["schemas"]["WebhookDescription"];
        };
        /**
         * @description The provisioning file (`BRIDGE_PROVISION`), with one list for each kind of object. A list that is left out leaves its kind
         *     alone.
         */
        readonly ProvisionFile: {
            /**
             * @description What happens to an object that the file named before and does not name any more:
             *
             *     * `delete`: it is deleted (the default)
             *     * `keep`: it stays, and is managed by the API again
             * @enum {string}
             */
            readonly removed?: "delete" | "keep";
            readonly keys?: readonly components["schemas"]["ProvisionedKey"][];
            readonly webhooks?: readonly components["schemas"]["ProvisionedWebhook"][];
        };
        readonly StatusReport: {
            /**
             * @description The replica that answered this call.
             * @example bridge-0
             */
            readonly replica: string;
            /** @example 0.1.0 */
            readonly version: string;
            readonly startedAt: components["schemas"]["Instant"];
            /**
             * @description The component domain.
             * @example bridge.example.org
             */
            readonly component: string;
            /**
             * @description The replica that holds the link; null if none does, or while the store is down.
             * @example bridge-0
             */
            readonly leader: string | null;
            /**
             * @description Increases with each change of leader; 0 before the first leader, or while the store is down.
             * @example 7
             */
            readonly epoch: number;
            /** @description The link of this replica. */
            readonly link: {
                /** @enum {string} */
                readonly state: "offline" | "connecting" | "online" | "draining";
                readonly since: components["schemas"]["Instant"];
                /**
                 * @description How the bridge finds out that the server has received what was sent.
                 * @enum {string}
                 */
                readonly barrier: "self" | "server" | "none" | "unproven";
                /** @description Why the last attempt or link ended. */
                readonly lastError?: string;
                /** @description What the XMPP server does wrong on this link, and what to change there; absent if nothing. */
                readonly warnings?: readonly string[];
            };
            readonly outbox: {
                /**
                 * @description Stanzas waiting for the XMPP server; while the store is down, the last known number.
                 * @example 0
                 */
                readonly depth: number;
            };
            /**
             * @description IQ requests of this replica that are waiting for a response.
             * @example 0
             */
            readonly pendingIqs: number;
            readonly store: {
                /** @enum {string} */
                readonly kind: "memory" | "redis";
                /**
                 * @description Whether the bridge can store data now.
                 * @enum {string}
                 */
                readonly state: "up" | "down";
                readonly since: components["schemas"]["Instant"];
                /**
                 * @description The address of the store, and why it is down.
                 * @example Redis at redis:6379: connection refused
                 */
                readonly detail?: string;
                readonly warnings: readonly string[];
            };
        };
        /** @description A message in the response to an event; `to` and `from` default to the two sides of the conversation. */
        readonly MessageReply: components["schemas"]["MessageContent"] & {
            readonly from?: string;
            readonly to?: string;
            /** @enum {string} */
            readonly type?: "chat" | "groupchat" | "headline" | "normal";
            readonly lang?: components["schemas"]["Language"];
            /** @description Seconds within which the XMPP server has to acknowledge the message. After that it becomes `failed` with the code `expired`, even without a link. The default is `BRIDGE_RETENTION`. */
            readonly ttl?: number;
        };
        /** @description Optional: messages to send in reply. The bridge reads responses of type `application/json` or `text/plain` and responses without a type. A single message (`{"body":"Hello"}`, also with `text` or `reply` instead of `body`) and an array of messages are accepted too. Acknowledgements such as `ok` or `{"status":"received"}` are ignored. If a reply cannot be used, `replyError` in the delivery says why; the delivery still succeeds. No reply is sent to errors, to messages from an identity of the bridge, to room history and to delayed messages. */
        readonly WebhookAnswer: {
            /** @description Sent with the rights of the webhook's key and with the same checks as `POST /v1/messages`. `to` defaults to the sender and `from` to the identity that received the event. */
            readonly messages?: readonly components["schemas"]["MessageReply"][];
        };
        /** @description What becomes of a step of a command that an identity offers. */
        readonly CommandAnswer: {
            /**
             * @description Left out, it is `executing` with a form to fill in, and `completed` otherwise.
             * @enum {string}
             */
            readonly status?: "executing" | "completed" | "canceled";
            /** @description The form of the next step (`type` is `form`), or what came of it (`type` is `result`). */
            readonly form?: components["schemas"]["DataForm"];
            readonly actions?: components["schemas"]["CommandOffers"];
            /** @description For a person. */
            readonly notes?: readonly components["schemas"]["CommandNote"][];
            /** @description Refuses the step, alone. The command stays at the form that was filled in. */
            readonly error?: components["schemas"]["StanzaErrorToSend"];
        };
        /** @description Optional; a response to a step of a command. */
        readonly CommandReply: {
            readonly command: components["schemas"]["CommandAnswer"];
        };
    };
    responses: {
        /** @description The request does not match this document (`malformed-body`, `invalid-request`). `errors` has the places; for JSON syntax errors with line and column. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:invalid-request",
                 *       "title": "Invalid request",
                 *       "status": 400,
                 *       "detail": "/body: Use a string.",
                 *       "instance": "/v1/messages",
                 *       "code": "invalid-request",
                 *       "retryable": false,
                 *       "errors": [
                 *         {
                 *           "pointer": "/body",
                 *           "detail": "Use a string."
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is missing or invalid (`unauthorized`). */
        readonly Unauthorized: {
            headers: {
                readonly "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:unauthorized",
                 *       "title": "Unauthorized",
                 *       "status": 401,
                 *       "detail": "Send a valid API key in the header \"Authorization: Bearer <key>\".",
                 *       "instance": "/v1/messages",
                 *       "code": "unauthorized",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is valid but lacks the scope (`forbidden`; `detail` names it), may not use this identity (`identity-forbidden`), or may not send to this recipient (`recipient-forbidden`), also where an element inside the stanza names it. For IQs also: the remote entity refused (`stanza-error`). */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:identity-forbidden",
                 *       "title": "Identity not allowed",
                 *       "status": 403,
                 *       "detail": "This key may not speak as news@bridge.example.org.",
                 *       "instance": "/v1/messages",
                 *       "code": "identity-forbidden",
                 *       "retryable": false,
                 *       "errors": [
                 *         {
                 *           "pointer": "/from",
                 *           "detail": "Use one of the key's identities on bridge.example.org."
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request conflicts with existing data (`conflict`), or the bridge would reply to itself (`loop-detected`). */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:conflict",
                 *       "title": "Conflict",
                 *       "status": 409,
                 *       "detail": "Another webhook has the URL https://shop.example/hooks/xmpp and this filter (01JD8Q4Z7N0V4R6T1B3X5Y7W9K); change that one.",
                 *       "instance": "/v1/webhooks",
                 *       "code": "conflict",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body exceeds its limit (`payload-too-large`). */
        readonly PayloadTooLarge: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:payload-too-large",
                 *       "title": "Too large",
                 *       "status": 413,
                 *       "detail": "The body is over its bound; send less at once.",
                 *       "instance": "/v1/messages",
                 *       "code": "payload-too-large",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This operation does not accept the content type (`unsupported-media-type`). */
        readonly UnsupportedMediaType: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:unsupported-media-type",
                 *       "title": "Unsupported media type",
                 *       "status": 415,
                 *       "detail": "Send it with Content-Type: application/json.",
                 *       "instance": "/v1/messages",
                 *       "code": "unsupported-media-type",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An address or pattern is invalid (`invalid-address`; `errors` has the place and a suggestion), the stanza matches this document but cannot be sent (`invalid-stanza`), or the `Idempotency-Key` was used with another body (`idempotency-key-reused`). For IQs also: the remote entity could not process the request (`stanza-error`). */
        readonly Unprocessable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:invalid-address",
                 *       "title": "Invalid address",
                 *       "status": 422,
                 *       "detail": "\"juliet\" names no domain; did you mean juliet@example.org?",
                 *       "instance": "/v1/messages",
                 *       "code": "invalid-address",
                 *       "retryable": false,
                 *       "errors": [
                 *         {
                 *           "pointer": "/to",
                 *           "detail": "\"juliet\" names no domain; did you mean juliet@example.org?"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A limit was exceeded (`too-many-requests`, `quota-exceeded`, `too-many-pending-iqs`). */
        readonly TooManyRequests: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:too-many-requests",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "detail": "This key may send 1 requests per second.",
                 *       "instance": "/v1/messages",
                 *       "code": "too-many-requests",
                 *       "retryable": true
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An error in the bridge (`internal`). Its log has the details under the `X-Request-Id` of the response. */
        readonly InternalError: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:internal",
                 *       "title": "Internal error",
                 *       "status": 500,
                 *       "detail": "The bridge failed; see its log for the reason.",
                 *       "instance": "/v1/messages",
                 *       "code": "internal",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Temporarily unavailable (`store-unavailable`, `store-full`, `link-down`, `link-lost`, `outbox-full`, `overloaded`, `issuer-unavailable`, `shutting-down`). For IQs also: the remote entity asked to retry later (`stanza-error`). */
        readonly ServiceUnavailable: {
            headers: {
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:store-unavailable",
                 *       "title": "Storage unavailable",
                 *       "status": 503,
                 *       "detail": "The store did not answer, so it is not known whether this was done; try again.",
                 *       "instance": "/v1/messages",
                 *       "code": "store-unavailable",
                 *       "retryable": true
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It does not exist, or belongs to another key (`not-found`). */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:not-found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "detail": "You have no message with this id.",
                 *       "instance": "/v1/messages/01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "code": "not-found",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address or the requested item does not exist, or nobody is available to answer (`stanza-error`). */
        readonly RemoteNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "Refused by the remote entity",
                 *       "status": 404,
                 *       "detail": "juliet@example.org/balcony: there is no such account, room, node, item or command. The error says: \"no such node\".",
                 *       "instance": "/v1/iq",
                 *       "code": "stanza-error",
                 *       "retryable": false,
                 *       "stanzaError": {
                 *         "type": "cancel",
                 *         "condition": "item-not-found",
                 *         "text": "no such node"
                 *       }
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description None of the media types in `Accept` is available (`not-acceptable`). */
        readonly NotAcceptable: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:not-acceptable",
                 *       "title": "Not acceptable",
                 *       "status": 406,
                 *       "detail": "This response is available as application/json or application/xmpp+xml.",
                 *       "instance": "/v1/iq",
                 *       "code": "not-acceptable",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The remote entity reported a conflict or an unexpected request (`stanza-error`), the id is already used (`conflict`), or the bridge would reply to itself (`loop-detected`). */
        readonly RemoteConflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "Refused by the remote entity",
                 *       "status": 409,
                 *       "detail": "juliet@example.org/balcony: what was to be made is there already, or somebody else has changed it meanwhile.",
                 *       "instance": "/v1/iq",
                 *       "code": "stanza-error",
                 *       "retryable": false,
                 *       "stanzaError": {
                 *         "type": "cancel",
                 *         "condition": "conflict"
                 *       }
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address no longer exists (`stanza-error`). */
        readonly RemoteGone: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "Refused by the remote entity",
                 *       "status": 410,
                 *       "detail": "juliet@example.org/balcony: this address is not used any more.",
                 *       "instance": "/v1/iq",
                 *       "code": "stanza-error",
                 *       "retryable": false,
                 *       "stanzaError": {
                 *         "type": "cancel",
                 *         "condition": "gone"
                 *       }
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The remote entity does not support this request (`stanza-error`). */
        readonly RemoteNotImplemented: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "Refused by the remote entity",
                 *       "status": 501,
                 *       "detail": "juliet@example.org/balcony: it does not offer what was asked for.",
                 *       "instance": "/v1/iq",
                 *       "code": "stanza-error",
                 *       "retryable": false,
                 *       "stanzaError": {
                 *         "type": "cancel",
                 *         "condition": "feature-not-implemented"
                 *       }
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The remote entity failed (`stanza-error`), or its response exceeds a limit of the bridge (`answer-too-large`). */
        readonly RemoteFault: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "Refused by the remote entity",
                 *       "status": 502,
                 *       "detail": "juliet@example.org/balcony: its server failed while it worked on this; the log of that server has the reason.",
                 *       "instance": "/v1/iq",
                 *       "code": "stanza-error",
                 *       "retryable": false,
                 *       "stanzaError": {
                 *         "type": "cancel",
                 *         "condition": "internal-server-error"
                 *       }
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No response in time (`iq-timeout`, or `stanza-error` with `remote-server-timeout`). */
        readonly GatewayTimeout: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:iq-timeout",
                 *       "title": "No response in time",
                 *       "status": 504,
                 *       "detail": "alerts@bridge.example.org did not answer in time; it may be slow or away. Prefer: wait=N waits longer, at most BRIDGE_MAX_IQ_WAIT.",
                 *       "instance": "/v1/iq",
                 *       "code": "iq-timeout",
                 *       "retryable": true
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Events after this cursor were deleted before they were read (`history-lost`). Continue without `after` to read the remaining events from the oldest. */
        readonly HistoryLost: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:history-lost",
                 *       "title": "Events were lost",
                 *       "status": 410,
                 *       "detail": "The events after this cursor are no longer kept. To continue, connect without Last-Event-ID, and with after=oldest for what is still kept or after=now for what comes next; a consumer is moved with PUT /v1/consumers/{name}.",
                 *       "instance": "/v1/events",
                 *       "code": "history-lost",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
         * @example order-4711-shipped
         */
        readonly IdempotencyKey: string;
        /**
         * @description The id from the response that created it.
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly Id: string;
        /**
         * @description RFC 7240. `wait=N` waits up to N seconds for the response (1 to 60, default 10; larger values count as 60). `respond-async` does not wait: read the response from `/v1/iq/{id}`. Unknown preferences are ignored.
         * @example wait=20
         */
        readonly Prefer: string;
        /**
         * @description RFC 7240. For an IQ: `wait=N` waits up to N seconds for the response (1 to 60, default 10; larger values count as 60). Unknown preferences are ignored.
         * @example wait=20
         */
        readonly PreferWait: string;
        /** @description A cursor; events after it are returned. `oldest` (the default) starts at the oldest stored event, `now` after the newest; with `order=desc`, `now` is the default. */
        readonly After: string;
        /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
        readonly Limit: number;
        /** @description Reads as the consumer with this name: without `after`, from the last acknowledged cursor. A new consumer starts where a reader without a name would, and keeps that position until its first acknowledgement. A consumer that is not used for 30 days is deleted. A consumer has one stream at a time: a new stream ends the previous one. */
        readonly Consumer: string;
        /** @description Only events of this type; repeat the parameter for several types. */
        readonly WantedEvents: readonly components["schemas"]["EventType"][];
        /** @description Only events of identities whose local part is this or matches this pattern (`bot-*`), with or without the component domain; may be repeated. */
        readonly WantedIdentities: readonly string[];
        /** @description Only events whose remote address is this bare JID or domain, or matches this pattern (`*@example.org`); may be repeated. */
        readonly WantedRemotes: readonly string[];
        /** @description Whether to include stanzas as XML too, in `data.xml`. */
        readonly WantedXml: boolean;
        /** @description A cursor; events after it are sent. `now` (the default) starts after the newest event, `oldest` at the oldest stored event. */
        readonly StreamAfter: string;
        /** @description The last cursor received, as an SSE client sends it when it reconnects; takes precedence over `after`. */
        readonly LastEventId: string;
        /** @description How several connections with the same `consumer` read. `alone`: only the newest connection reads, and it acknowledges everything up to a cursor. `competing`: the connections share the events. Each event goes to one connection and is acknowledged by its own cursor. While a connection has unacknowledged events of a conversation, all events of that conversation go to it. Events that a connection has not acknowledged when it closes go to another. A connection receives up to 32 events ahead of its acknowledgements. All connections must use the same filters. The first connection of a consumer starts at `after`; later ones at the position of the consumer. Each mode keeps its own position under the same name. */
        readonly Sharing: "alone" | "competing";
        /** @description A ticket from `POST /v1/tickets`, instead of the header `Authorization`. */
        readonly Ticket: string;
        /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
        readonly PageAfter: string;
        /**
         * @description The name of a consumer of this key.
         * @example orders
         */
        readonly ConsumerName: string;
        /**
         * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
         * @example alerts
         */
        readonly IdentityId: string;
        /** @description Only contacts in this group; may be repeated. */
        readonly WantedGroups: readonly string[];
        /** @description Only contacts at this domain, or at those below it (`*.example.org`); may be repeated. */
        readonly WantedDomains: readonly string[];
        /**
         * @description The bare JID of the contact, percent-encoded.
         * @example juliet@example.org
         */
        readonly ContactJid: string;
        /**
         * @description RFC 7240. `wait=N` waits up to N seconds until the state has settled (1 to 60; larger values count as 60). Without it, the request does not wait. Unknown preferences are ignored.
         * @example wait=10
         */
        readonly PreferSettled: string;
        /**
         * @description The node, percent-encoded; or `nick`, `geoloc`, `tune` or `microblog` for the usual ones.
         * @example geoloc
         */
        readonly NodeName: string;
        /**
         * @description The id of the item; `current` where there is one only.
         * @example current
         */
        readonly NodeItemId: string;
        /**
         * @description What the command is called on the wire, percent-encoded.
         * @example restart
         */
        readonly OfferedNode: string;
        /**
         * @description As the event `command.requested` says.
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly CommandSessionId: string;
        /**
         * @description The address that is asked, percent-encoded.
         * @example rooms.example.org
         */
        readonly EntityJid: string;
        /**
         * @description `max-age=0` or `no-cache` asks the other side again; otherwise the answer may be up to five minutes old.
         * @example max-age=0
         */
        readonly MaxAge: string;
        /**
         * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
         * @example alerts
         */
        readonly RoomAs: string;
        /**
         * @description The bare JID of a room, percent-encoded once.
         * @example ops@rooms.example.org
         */
        readonly RoomInPath: string;
        /**
         * @description An identity of the key, or its local part.
         * @example alerts
         */
        readonly IdentityInPath: string;
        /**
         * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
         * @example ops@rooms.example.org
         */
        readonly RoomJid: string;
        /**
         * @description Only this affiliation.
         * @example member
         */
        readonly WantedAffiliation: "admin" | "member" | "outcast" | "owner";
        /**
         * @description The bare JID, or a domain, whose affiliation it is, percent-encoded once.
         * @example juliet@example.org
         */
        readonly AffiliatedJid: string;
        /**
         * @description The nickname of the occupant, percent-encoded once, a slash too (`AC%2FDC`).
         * @example Juliet
         */
        readonly OccupantNick: string;
        /**
         * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
         * @example pubsub.example.org
         */
        readonly PubsubService: string;
        /**
         * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
         * @example alerts
         */
        readonly PubsubAs: string;
        /**
         * @description The id of a node, percent-encoded once.
         * @example sensors/balcony
         */
        readonly PubsubNode: string;
        /**
         * @description The id of an item, percent-encoded once.
         * @example current
         */
        readonly PubsubItemId: string;
        /** @description Whether subscribers are told that it is gone. */
        readonly PubsubNotify: boolean;
        /**
         * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly WebhookId: string;
        /**
         * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
         * @example 1769860800
         */
        readonly WebhookTimestamp: string;
        /**
         * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly WebhookSignature: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description URL to read the status from.
         * @example /v1/messages/01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly Location: string;
        /**
         * @description How to authenticate.
         * @example Bearer realm="stanza-bridge"
         */
        readonly WwwAuthenticate: string;
        /**
         * @description Seconds after which to retry.
         * @example 5
         */
        readonly RetryAfter: number;
        /**
         * @description The preferences that were applied (RFC 7240).
         * @example wait=20
         */
        readonly PreferenceApplied: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly sendMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MessageToSend"];
            };
        };
        readonly responses: {
            /** @description Stored, and will be sent. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "queued",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "bridge.example.org",
                     *       "to": "juliet@example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly sendMessageBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {"to":"juliet@example.org","body":"Hi"}
                 *     {"to":"romeo@example.org","body":"Hi"}
                 */
                readonly "application/x-ndjson": string;
                /**
                 * @example [
                 *       {
                 *         "to": "juliet@example.org",
                 *         "body": "Hi"
                 *       },
                 *       {
                 *         "to": "romeo@example.org",
                 *         "body": "Hi"
                 *       }
                 *     ]
                 */
                readonly "application/json": readonly unknown[];
            };
        };
        readonly responses: {
            /** @description The result for each line, in order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "status": 202,
                     *           "message": {
                     *             "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *             "kind": "message",
                     *             "status": "queued",
                     *             "final": false,
                     *             "createdAt": "2026-01-31T12:00:00.000Z",
                     *             "expiresAt": "2026-02-01T12:00:00.000Z",
                     *             "from": "bridge.example.org",
                     *             "to": "juliet@example.org",
                     *             "history": [
                     *               {
                     *                 "status": "queued",
                     *                 "at": "2026-01-31T12:00:00.000Z"
                     *               }
                     *             ]
                     *           }
                     *         },
                     *         {
                     *           "status": 202,
                     *           "message": {
                     *             "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *             "kind": "message",
                     *             "status": "queued",
                     *             "final": false,
                     *             "createdAt": "2026-01-31T12:00:00.000Z",
                     *             "expiresAt": "2026-02-01T12:00:00.000Z",
                     *             "from": "bridge.example.org",
                     *             "to": "romeo@example.org",
                     *             "history": [
                     *               {
                     *                 "status": "queued",
                     *                 "at": "2026-01-31T12:00:00.000Z"
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["BatchResults"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The current status and all earlier ones. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "acknowledged",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "bridge.example.org",
                     *       "to": "juliet@example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         },
                     *         {
                     *           "status": "sent",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         },
                     *         {
                     *           "status": "acknowledged",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly cancelMessage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The record. It is cancelled. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "failed",
                     *       "final": true,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "bridge.example.org",
                     *       "to": "juliet@example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         },
                     *         {
                     *           "status": "failed",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "error": {
                     *         "code": "cancelled",
                     *         "detail": "It was cancelled while it waited in the outbox. It was not sent, and never will be."
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly sendPresence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "to": "juliet@example.org",
                 *       "show": "away",
                 *       "status": "At lunch"
                 *     }
                 */
                readonly "application/json": components["schemas"]["PresenceToSend"];
            };
        };
        readonly responses: {
            /** @description Stored, and will be sent. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "presence",
                     *       "status": "queued",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "bridge.example.org",
                     *       "to": "juliet@example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly askIq: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description RFC 7240. `wait=N` waits up to N seconds for the response (1 to 60, default 10; larger values count as 60). `respond-async` does not wait: read the response from `/v1/iq/{id}`. Unknown preferences are ignored.
                 * @example wait=20
                 */
                readonly Prefer?: components["parameters"]["Prefer"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "to": "example.org",
                 *       "type": "get",
                 *       "ping": {}
                 *     }
                 */
                readonly "application/json": components["schemas"]["IqToSend"];
            };
        };
        readonly responses: {
            /** @description The response. */
            readonly 200: {
                headers: {
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "result",
                     *       "id": "sWX_dqrp0ABS3HGzWvHglgZf8PCfm3",
                     *       "to": "bridge.example.org",
                     *       "from": "example.org"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Iq"];
                    readonly "application/xmpp+xml": components["schemas"]["Xml"];
                };
            };
            /** @description Sent; read the result from `Location`. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sWX_dqrp0ABS3HGzWvHglgZf8PCfm3",
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "status": "pending"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PendingIq"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly askIqBatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IqBatch"];
            };
        };
        readonly responses: {
            /** @description One line for each address, and none if no contact is available. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "index": 0,
                     *       "of": 2,
                     *       "to": "juliet@example.org",
                     *       "outcome": "result",
                     *       "answer": {
                     *         "from": "juliet@example.org",
                     *         "to": "bridge.example.org",
                     *         "type": "result",
                     *         "id": "sWX_dqrp0ABS3HGzWvHglgZf8PCfm3",
                     *         "version": {
                     *           "name": "Balcony",
                     *           "version": "1.2.0"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/x-ndjson": components["schemas"]["IqBatchLine"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getIq: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Pending, answered or failed. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "sWX_dqrp0ABS3HGzWvHglgZf8PCfm3",
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "status": "answered",
                     *       "answer": {
                     *         "type": "result",
                     *         "id": "sWX_dqrp0ABS3HGzWvHglgZf8PCfm3",
                     *         "to": "bridge.example.org",
                     *         "from": "example.org"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["IqRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly answerIq: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The `id` of the `iq.received` event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["IqAnswer"];
            };
        };
        readonly responses: {
            /** @description The response is stored, and is sent as soon as there is a link, for up to a minute after the deadline. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly sendStanza: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description RFC 7240. For an IQ: `wait=N` waits up to N seconds for the response (1 to 60, default 10; larger values count as 60). Unknown preferences are ignored.
                 * @example wait=20
                 */
                readonly Prefer?: components["parameters"]["PreferWait"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /** @example <message to="juliet@example.org"><body>Hi</body></message> */
                readonly "application/xmpp+xml": components["schemas"]["Xml"];
            };
        };
        readonly responses: {
            /** @description The response to an IQ. */
            readonly 200: {
                headers: {
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "result",
                     *       "id": "sWX_dqrp0ABS3HGzWvHglgZf8PCfm3",
                     *       "to": "bridge.example.org",
                     *       "from": "example.org"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Iq"];
                    readonly "application/xmpp+xml": components["schemas"]["Xml"];
                };
            };
            /** @description Stored, and will be sent. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "queued",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "bridge.example.org",
                     *       "to": "juliet@example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly echoStanza: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StanzaToEcho"];
                /** @example <message to="juliet@example.org"><body>Hi</body></message> */
                readonly "application/xmpp+xml": components["schemas"]["Xml"];
            };
        };
        readonly responses: {
            /** @description The stanza as it would be sent. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/xmpp+xml": components["schemas"]["Xml"];
                    /**
                     * @example {
                     *       "from": "bridge.example.org",
                     *       "to": "juliet@example.org",
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "type": "chat",
                     *       "body": "Hi",
                     *       "originId": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["EchoedStanza"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 406: components["responses"]["NotAcceptable"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description A cursor; events after it are returned. `oldest` (the default) starts at the oldest stored event, `now` after the newest; with `order=desc`, `now` is the default. */
                readonly after?: components["parameters"]["After"];
                /** @description `desc`: newest first. Without `after`, the page begins with the newest event; `after` then means the events stored before the one with that cursor, and `next` is absent once the oldest event was reached. It takes neither `wait` nor `consumer`. */
                readonly order?: "asc" | "desc";
                /** @description An instant (RFC 3339), in place of `after`: events that were stored then or later are returned. If older ones than are kept are asked for, the page begins with the oldest; for further pages use `after`. With `order=desc`, reading ends there, and each further page needs both. */
                readonly since?: components["schemas"]["Instant"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description Seconds to wait for the first event if there is none yet. */
                readonly wait?: number;
                /** @description Reads as the consumer with this name: without `after`, from the last acknowledged cursor. A new consumer starts where a reader without a name would, and keeps that position until its first acknowledgement. A consumer that is not used for 30 days is deleted. A consumer has one stream at a time: a new stream ends the previous one. */
                readonly consumer?: components["parameters"]["Consumer"];
                /** @description Only events of this type; repeat the parameter for several types. */
                readonly events?: components["parameters"]["WantedEvents"];
                /** @description Only events of identities whose local part is this or matches this pattern (`bot-*`), with or without the component domain; may be repeated. */
                readonly identities?: components["parameters"]["WantedIdentities"];
                /** @description Only events whose remote address is this bare JID or domain, or matches this pattern (`*@example.org`); may be repeated. */
                readonly remotes?: components["parameters"]["WantedRemotes"];
                /** @description Whether to include stanzas as XML too, in `data.xml`. */
                readonly xml?: components["parameters"]["WantedXml"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of events; empty when there are none yet. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *           "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                     *           "type": "message.received",
                     *           "at": "2026-01-31T12:00:00.000Z",
                     *           "identity": "alerts@bridge.example.org",
                     *           "conversation": "alerts@bridge.example.org ops@rooms.example.org",
                     *           "data": {
                     *             "from": "ops@rooms.example.org",
                     *             "to": "alerts@bridge.example.org/bridge",
                     *             "type": "groupchat",
                     *             "subject": ""
                     *           }
                     *         }
                     *       ],
                     *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                     *       "next": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["EventPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 410: components["responses"]["HistoryLost"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly streamEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description A cursor; events after it are sent. `now` (the default) starts after the newest event, `oldest` at the oldest stored event. */
                readonly after?: components["parameters"]["StreamAfter"];
                /** @description Reads as the consumer with this name: without `after`, from the last acknowledged cursor. A new consumer starts where a reader without a name would, and keeps that position until its first acknowledgement. A consumer that is not used for 30 days is deleted. A consumer has one stream at a time: a new stream ends the previous one. */
                readonly consumer?: components["parameters"]["Consumer"];
                /** @description Only events of this type; repeat the parameter for several types. */
                readonly events?: components["parameters"]["WantedEvents"];
                /** @description Only events of identities whose local part is this or matches this pattern (`bot-*`), with or without the component domain; may be repeated. */
                readonly identities?: components["parameters"]["WantedIdentities"];
                /** @description Only events whose remote address is this bare JID or domain, or matches this pattern (`*@example.org`); may be repeated. */
                readonly remotes?: components["parameters"]["WantedRemotes"];
                /** @description Whether to include stanzas as XML too, in `data.xml`. */
                readonly xml?: components["parameters"]["WantedXml"];
            };
            readonly header?: {
                /** @description The last cursor received, as an SSE client sends it when it reconnects; takes precedence over `after`. */
                readonly "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description An endless stream of events. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA
                     *     event: message.received
                     *     data: {"cursor":"MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA","id":"01JD8Q4Z7N0V4R6T1B3X5Y7W9K","type":"message.received"}
                     */
                    readonly "text/event-stream": string;
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 410: components["responses"]["HistoryLost"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly connectEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description A cursor; events after it are sent. `now` (the default) starts after the newest event, `oldest` at the oldest stored event. */
                readonly after?: components["parameters"]["StreamAfter"];
                /** @description Reads as the consumer with this name: without `after`, from the last acknowledged cursor. A new consumer starts where a reader without a name would, and keeps that position until its first acknowledgement. A consumer that is not used for 30 days is deleted. A consumer has one stream at a time: a new stream ends the previous one. */
                readonly consumer?: components["parameters"]["Consumer"];
                /** @description How several connections with the same `consumer` read. `alone`: only the newest connection reads, and it acknowledges everything up to a cursor. `competing`: the connections share the events. Each event goes to one connection and is acknowledged by its own cursor. While a connection has unacknowledged events of a conversation, all events of that conversation go to it. Events that a connection has not acknowledged when it closes go to another. A connection receives up to 32 events ahead of its acknowledgements. All connections must use the same filters. The first connection of a consumer starts at `after`; later ones at the position of the consumer. Each mode keeps its own position under the same name. */
                readonly sharing?: components["parameters"]["Sharing"];
                /** @description Only events of this type; repeat the parameter for several types. */
                readonly events?: components["parameters"]["WantedEvents"];
                /** @description Only events of identities whose local part is this or matches this pattern (`bot-*`), with or without the component domain; may be repeated. */
                readonly identities?: components["parameters"]["WantedIdentities"];
                /** @description Only events whose remote address is this bare JID or domain, or matches this pattern (`*@example.org`); may be repeated. */
                readonly remotes?: components["parameters"]["WantedRemotes"];
                /** @description Whether to include stanzas as XML too, in `data.xml`. */
                readonly xml?: components["parameters"]["WantedXml"];
                /** @description A ticket from `POST /v1/tickets`, instead of the header `Authorization`. */
                readonly ticket?: components["parameters"]["Ticket"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Connected. The schema describes the frames. */
            readonly 101: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StreamFrame"] | components["schemas"]["StreamCommand"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listConsumers: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of consumers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "name": "orders",
                     *           "sharing": "alone",
                     *           "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                     *           "lag": 1.5
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ConsumerPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getConsumer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The name of a consumer of this key.
                 * @example orders
                 */
                readonly name: components["parameters"]["ConsumerName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The consumer. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "orders",
                     *       "sharing": "alone",
                     *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                     *       "lag": 1.5
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ConsumerState"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly moveConsumer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The name of a consumer of this key.
                 * @example orders
                 */
                readonly name: components["parameters"]["ConsumerName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "since": "2026-01-31T12:00:00Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ConsumerPosition"];
            };
        };
        readonly responses: {
            /** @description The consumer at its new position. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "orders",
                     *       "sharing": "alone",
                     *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ConsumerState"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 410: components["responses"]["HistoryLost"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteConsumer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The name of a consumer of this key.
                 * @example orders
                 */
                readonly name: components["parameters"]["ConsumerName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            /** @description Connections share the events of this consumer (`conflict`); close them first. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:stanza-bridge:problem:conflict",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "Connections that share its events: 1; close them before the consumer is deleted.",
                     *       "instance": "/v1/consumers/orders",
                     *       "code": "conflict",
                     *       "retryable": false
                     *     }
                     */
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly acknowledgeEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The name of a consumer of this key.
                 * @example orders
                 */
                readonly name: components["parameters"]["ConsumerName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA"
                 *     }
                 */
                readonly "application/json": components["schemas"]["Acknowledgement"];
            };
        };
        readonly responses: {
            /** @description The stored position. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "name": "orders",
                     *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Consumer"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 410: components["responses"]["HistoryLost"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly createTicket: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Created. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ticket": "sbt_q0qvC3vT7o8aXG5xkKkqk9mYk9m1bQbX7X3sJm2W1nE",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Ticket"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the key's webhooks. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *           "url": "https://shop.example/hooks/xmpp",
                     *           "events": [
                     *             "message.received"
                     *           ],
                     *           "identities": [
                     *             "bot-*"
                     *           ],
                     *           "remotes": [
                     *             "*"
                     *           ],
                     *           "format": "bridge",
                     *           "xml": false,
                     *           "signing": "hmac-sha256",
                     *           "status": "active",
                     *           "backlog": {
                     *             "waiting": 0,
                     *             "overflowed": 0,
                     *             "dropped": 0,
                     *             "gaps": 0
                     *           },
                     *           "createdAt": "2026-01-31T12:00:00.000Z",
                     *           "updatedAt": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WebhookPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly createWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "url": "https://shop.example/hooks/xmpp",
                 *       "events": [
                 *         "message.received"
                 *       ],
                 *       "identities": [
                 *         "bot-*"
                 *       ],
                 *       "format": "bridge",
                 *       "xml": false
                 *     }
                 */
                readonly "application/json": components["schemas"]["WebhookToCreate"];
            };
        };
        readonly responses: {
            /** @description Created. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "url": "https://shop.example/hooks/xmpp",
                     *       "events": [
                     *         "message.received"
                     *       ],
                     *       "identities": [
                     *         "bot-*"
                     *       ],
                     *       "remotes": [
                     *         "*"
                     *       ],
                     *       "format": "bridge",
                     *       "xml": false,
                     *       "signing": "hmac-sha256",
                     *       "status": "active",
                     *       "backlog": {
                     *         "waiting": 0,
                     *         "overflowed": 0,
                     *         "dropped": 0,
                     *         "gaps": 0
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z",
                     *       "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WebhookCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook, without its secret. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "url": "https://shop.example/hooks/xmpp",
                     *       "events": [
                     *         "message.received"
                     *       ],
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "remotes": [
                     *         "*"
                     *       ],
                     *       "format": "bridge",
                     *       "xml": false,
                     *       "signing": "hmac-sha256",
                     *       "status": "active",
                     *       "backlog": {
                     *         "waiting": 0,
                     *         "overflowed": 0,
                     *         "dropped": 0,
                     *         "gaps": 0
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted, with its backlog. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly updateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "url": "https://shop.example/hooks/new"
                 *     }
                 */
                readonly "application/json": components["schemas"]["WebhookToChange"];
            };
        };
        readonly responses: {
            /** @description The webhook after the change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "url": "https://shop.example/hooks/new",
                     *       "events": [
                     *         "message.received"
                     *       ],
                     *       "identities": [
                     *         "bot-*"
                     *       ],
                     *       "remotes": [
                     *         "*"
                     *       ],
                     *       "format": "bridge",
                     *       "xml": false,
                     *       "signing": "hmac-sha256",
                     *       "status": "active",
                     *       "backlog": {
                     *         "waiting": 0,
                     *         "overflowed": 0,
                     *         "dropped": 0,
                     *         "gaps": 0
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly testWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "type": "message.received"
                 *     }
                 */
                readonly "application/json": components["schemas"]["WebhookToTest"];
            };
        };
        readonly responses: {
            /** @description The result of the attempt, success or failure. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ok": true,
                     *       "eventId": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "at": "2026-01-31T12:00:00.000Z",
                     *       "durationMs": 12,
                     *       "status": 204
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WebhookAttempt"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly pauseWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook after the change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "url": "https://shop.example/hooks/xmpp",
                     *       "events": [
                     *         "message.received"
                     *       ],
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "remotes": [
                     *         "*"
                     *       ],
                     *       "format": "bridge",
                     *       "xml": false,
                     *       "signing": "hmac-sha256",
                     *       "status": "paused",
                     *       "backlog": {
                     *         "waiting": 0,
                     *         "overflowed": 0,
                     *         "dropped": 0,
                     *         "gaps": 0
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly resumeWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook after the change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "url": "https://shop.example/hooks/xmpp",
                     *       "events": [
                     *         "message.received"
                     *       ],
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "remotes": [
                     *         "*"
                     *       ],
                     *       "format": "bridge",
                     *       "xml": false,
                     *       "signing": "hmac-sha256",
                     *       "status": "active",
                     *       "backlog": {
                     *         "waiting": 0,
                     *         "overflowed": 0,
                     *         "dropped": 0,
                     *         "gaps": 0
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly rotateWebhookSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "overlapSeconds": 3600
                 *     }
                 */
                readonly "application/json": components["schemas"]["WebhookSecretChange"];
            };
        };
        readonly responses: {
            /** @description The webhook with its new secret or public key. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "url": "https://shop.example/hooks/xmpp",
                     *       "events": [
                     *         "message.received"
                     *       ],
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "remotes": [
                     *         "*"
                     *       ],
                     *       "format": "bridge",
                     *       "xml": false,
                     *       "signing": "hmac-sha256",
                     *       "oldSecretUntil": "2026-02-01T12:00:00.000Z",
                     *       "status": "active",
                     *       "backlog": {
                     *         "waiting": 0,
                     *         "overflowed": 0,
                     *         "dropped": 0,
                     *         "gaps": 0
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z",
                     *       "secret": "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["WebhookCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of keys. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *           "name": "alerts",
                     *           "identities": [
                     *             "alerts"
                     *           ],
                     *           "scopes": [
                     *             "messages:send"
                     *           ],
                     *           "recipients": [
                     *             "*"
                     *           ],
                     *           "rate": 1000,
                     *           "createdBy": "bootstrap",
                     *           "createdAt": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["KeyPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly createKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each key to create. For 24 hours a retry creates nothing and returns 409 `conflict`, never the first response.
                 * @example key-for-alerts
                 */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "alerts",
                 *       "identities": [
                 *         "alerts"
                 *       ],
                 *       "scopes": [
                 *         "messages:send"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["KeyToCreate"];
            };
        };
        readonly responses: {
            /** @description Created. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "scopes": [
                     *         "messages:send"
                     *       ],
                     *       "recipients": [
                     *         "*"
                     *       ],
                     *       "rate": 1000,
                     *       "createdBy": "bootstrap",
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "key": "sbk_5Yx0V7v1aJc3m9ZQ2wKf8Rr6TtUuB4nD_pLhGsEeXoI"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["KeyCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description This `Idempotency-Key` has already created a key; its id is in `detail`. The secret was shown then and cannot be shown again. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:stanza-bridge:problem:conflict",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The key 01JD8Q4Z7N0V4R6T1B3X5Y7W9K was created by an earlier call with this Idempotency-Key, and shown then; rotate it to be shown a secret.",
                     *       "instance": "/v1/keys",
                     *       "code": "conflict",
                     *       "retryable": false
                     *     }
                     */
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key, without its secret. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "scopes": [
                     *         "messages:send"
                     *       ],
                     *       "recipients": [
                     *         "*"
                     *       ],
                     *       "rate": 1000,
                     *       "createdBy": "bootstrap",
                     *       "createdAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Key"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly revokeKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Revoked. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly updateKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "rate": 50,
                 *       "quota": null
                 *     }
                 */
                readonly "application/json": components["schemas"]["KeyToChange"];
            };
        };
        readonly responses: {
            /** @description The key after the change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "scopes": [
                     *         "messages:send"
                     *       ],
                     *       "recipients": [
                     *         "*"
                     *       ],
                     *       "rate": 50,
                     *       "createdBy": "bootstrap",
                     *       "createdAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Key"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly rotateKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each rotation of this key. For 24 hours a retry rotates nothing and returns 409 `conflict`, never the first response.
                 * @example key-for-alerts-2026-02
                 */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "overlapSeconds": 3600
                 *     }
                 */
                readonly "application/json": components["schemas"]["KeyToRotate"];
            };
        };
        readonly responses: {
            /** @description The key with its new secret. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "identities": [
                     *         "alerts"
                     *       ],
                     *       "scopes": [
                     *         "messages:send"
                     *       ],
                     *       "recipients": [
                     *         "*"
                     *       ],
                     *       "rate": 50,
                     *       "createdBy": "bootstrap",
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "previousUntil": "2026-02-01T12:00:00.000Z",
                     *       "key": "sbk_5Yx0V7v1aJc3m9ZQ2wKf8Rr6TtUuB4nD_pLhGsEeXoI"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["KeyCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            /** @description This `Idempotency-Key` has already rotated this key. The secret was shown then and cannot be shown again. Or the key is declared in the provisioning file, and changed there. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:stanza-bridge:problem:conflict",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The key 01JD8Q4Z7N0V4R6T1B3X5Y7W9K was rotated by an earlier call with this Idempotency-Key, and its secret shown then; rotate it under another to be shown one.",
                     *       "instance": "/v1/keys/01JD8Q4Z7N0V4R6T1B3X5Y7W9K/rotate",
                     *       "code": "conflict",
                     *       "retryable": false
                     *     }
                     */
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly replayWebhookEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "since": "2026-01-31T12:00:00Z"
                 *     }
                 */
                readonly "application/json": components["schemas"]["EventsToReplay"];
            };
        };
        readonly responses: {
            /** @description The replay has started. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "complete": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ReplayBegun"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 410: components["responses"]["HistoryLost"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description Only deliveries with this status. */
                readonly status?: "pending" | "waiting" | "delivered" | "dead";
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of deliveries. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *           "type": "message.received",
                     *           "conversation": "alerts@bridge.example.org juliet@example.org",
                     *           "status": "dead",
                     *           "attempts": 1,
                     *           "firstAttemptAt": "2026-01-31T12:00:00.000Z",
                     *           "lastAttempt": {
                     *             "at": "2026-01-31T12:00:00.000Z",
                     *             "durationMs": 12,
                     *             "request": {
                     *               "headers": {
                     *                 "content-type": "application/json",
                     *                 "user-agent": "stanza-bridge",
                     *                 "webhook-id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *                 "webhook-timestamp": "1769860800",
                     *                 "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="
                     *               },
                     *               "body": "{\"cursor\":\"MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA\",\"id\":\"01JD8Q4Z7N0V4R6T1B3X5Y7W9K\",\"type\":\"message.received\",\"at\":\"2026-01-31T12:00:00.000Z\",\"identity\":\"alerts@bridge.example.org\",\"conversation\":\"alerts@bridge.example.org juliet@example.org\",\"data\":{\"body\":\"Hi\",\"from\":\"juliet@example.org/balcony\",\"id\":\"m2\",\"lang\":\"en\",\"to\":\"alerts@bridge.example.org\",\"type\":\"chat\"}}"
                     *             },
                     *             "answer": {
                     *               "status": 500,
                     *               "body": "out of order"
                     *             },
                     *             "error": "answered 500"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is the id of its event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "type": "message.received",
                     *       "conversation": "alerts@bridge.example.org juliet@example.org",
                     *       "status": "dead",
                     *       "attempts": 1,
                     *       "firstAttemptAt": "2026-01-31T12:00:00.000Z",
                     *       "lastAttempt": {
                     *         "at": "2026-01-31T12:00:00.000Z",
                     *         "durationMs": 12,
                     *         "request": {
                     *           "headers": {
                     *             "content-type": "application/json",
                     *             "user-agent": "stanza-bridge",
                     *             "webhook-id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *             "webhook-timestamp": "1769860800",
                     *             "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="
                     *           },
                     *           "body": "{\"cursor\":\"MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA\",\"id\":\"01JD8Q4Z7N0V4R6T1B3X5Y7W9K\",\"type\":\"message.received\",\"at\":\"2026-01-31T12:00:00.000Z\",\"identity\":\"alerts@bridge.example.org\",\"conversation\":\"alerts@bridge.example.org juliet@example.org\",\"data\":{\"body\":\"Hi\",\"from\":\"juliet@example.org/balcony\",\"id\":\"m2\",\"lang\":\"en\",\"to\":\"alerts@bridge.example.org\",\"type\":\"chat\"}}"
                     *         },
                     *         "answer": {
                     *           "status": 500,
                     *           "body": "out of order"
                     *         },
                     *         "error": "answered 500"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly retryDelivery: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is the id of its event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Queued for delivery. The body shows the delivery before the retry. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "type": "message.received",
                     *       "conversation": "alerts@bridge.example.org juliet@example.org",
                     *       "status": "dead",
                     *       "attempts": 1,
                     *       "firstAttemptAt": "2026-01-31T12:00:00.000Z",
                     *       "lastAttempt": {
                     *         "at": "2026-01-31T12:00:00.000Z",
                     *         "durationMs": 12,
                     *         "request": {
                     *           "headers": {
                     *             "content-type": "application/json",
                     *             "user-agent": "stanza-bridge",
                     *             "webhook-id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *             "webhook-timestamp": "1769860800",
                     *             "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="
                     *           },
                     *           "body": "{\"cursor\":\"MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA\",\"id\":\"01JD8Q4Z7N0V4R6T1B3X5Y7W9K\",\"type\":\"message.received\",\"at\":\"2026-01-31T12:00:00.000Z\",\"identity\":\"alerts@bridge.example.org\",\"conversation\":\"alerts@bridge.example.org juliet@example.org\",\"data\":{\"body\":\"Hi\",\"from\":\"juliet@example.org/balcony\",\"id\":\"m2\",\"lang\":\"en\",\"to\":\"alerts@bridge.example.org\",\"type\":\"chat\"}}"
                     *         },
                     *         "answer": {
                     *           "status": 500,
                     *           "body": "out of order"
                     *         },
                     *         "error": "answered 500"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 410: components["responses"]["HistoryLost"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listDeadLetters: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of dead letters. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "1769860800000-0",
                     *           "diedAt": "2026-01-31T12:00:00.000Z",
                     *           "delivery": {
                     *             "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *             "type": "message.received",
                     *             "conversation": "alerts@bridge.example.org juliet@example.org",
                     *             "status": "dead",
                     *             "attempts": 1,
                     *             "firstAttemptAt": "2026-01-31T12:00:00.000Z",
                     *             "lastAttempt": {
                     *               "at": "2026-01-31T12:00:00.000Z",
                     *               "durationMs": 12,
                     *               "request": {
                     *                 "headers": {
                     *                   "content-type": "application/json",
                     *                   "user-agent": "stanza-bridge",
                     *                   "webhook-id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *                   "webhook-timestamp": "1769860800",
                     *                   "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4= v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="
                     *                 },
                     *                 "body": "{\"cursor\":\"MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA\",\"id\":\"01JD8Q4Z7N0V4R6T1B3X5Y7W9K\",\"type\":\"message.received\",\"at\":\"2026-01-31T12:00:00.000Z\",\"identity\":\"alerts@bridge.example.org\",\"conversation\":\"alerts@bridge.example.org juliet@example.org\",\"data\":{\"body\":\"Hi\",\"from\":\"juliet@example.org/balcony\",\"id\":\"m2\",\"lang\":\"en\",\"to\":\"alerts@bridge.example.org\",\"type\":\"chat\"}}"
                     *               },
                     *               "answer": {
                     *                 "status": 500,
                     *                 "body": "out of order"
                     *               },
                     *               "error": "answered 500"
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DeadLetterPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly discardDeadLetters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Discarded. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly replayDeadLetters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "1769860800000-0"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["DeadLettersToReplay"];
            };
        };
        readonly responses: {
            /** @description Queued for delivery. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "replayed": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["DeadLettersReplayed"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly discardDeadLetter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the dead letter.
                 * @example 1769860800000-0
                 */
                readonly letterId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Discarded. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listIdentities: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of identities. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "alerts",
                     *           "jid": "alerts@bridge.example.org",
                     *           "name": "Alerts",
                     *           "kind": "bot",
                     *           "presence": {
                     *             "show": "chat",
                     *             "status": "on duty"
                     *           },
                     *           "contacts": {
                     *             "accept": "all",
                     *             "domains": [],
                     *             "subscribeBack": false
                     *           },
                     *           "invites": "event",
                     *           "noReply": false,
                     *           "features": [],
                     *           "createdAt": "2026-01-31T12:00:00.000Z",
                     *           "updatedAt": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["IdentityPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getIdentity: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The identity. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "alerts",
                     *       "jid": "alerts@bridge.example.org",
                     *       "name": "Alerts",
                     *       "kind": "bot",
                     *       "presence": {
                     *         "show": "chat",
                     *         "status": "on duty"
                     *       },
                     *       "contacts": {
                     *         "accept": "all",
                     *         "domains": [],
                     *         "subscribeBack": false
                     *       },
                     *       "invites": "event",
                     *       "noReply": false,
                     *       "features": [],
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Identity"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putIdentity: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Alerts",
                 *       "kind": "bot",
                 *       "presence": {
                 *         "show": "chat",
                 *         "status": "on duty"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["IdentityToPut"];
            };
        };
        readonly responses: {
            /** @description The identity as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "alerts",
                     *       "jid": "alerts@bridge.example.org",
                     *       "name": "Alerts",
                     *       "kind": "bot",
                     *       "presence": {
                     *         "show": "chat",
                     *         "status": "on duty"
                     *       },
                     *       "contacts": {
                     *         "accept": "all",
                     *         "domains": [],
                     *         "subscribeBack": false
                     *       },
                     *       "invites": "event",
                     *       "noReply": false,
                     *       "features": [],
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Identity"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteIdentity: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Forgotten. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly updateIdentity: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Alerts",
                 *       "vcard": null
                 *     }
                 */
                readonly "application/json": components["schemas"]["IdentityToChange"];
            };
        };
        readonly responses: {
            /** @description The identity as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "alerts",
                     *       "jid": "alerts@bridge.example.org",
                     *       "name": "Alerts",
                     *       "kind": "bot",
                     *       "presence": {
                     *         "show": "chat",
                     *         "status": "on duty"
                     *       },
                     *       "contacts": {
                     *         "accept": "all",
                     *         "domains": [],
                     *         "subscribeBack": false
                     *       },
                     *       "invites": "event",
                     *       "noReply": false,
                     *       "features": [],
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Identity"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listContacts: {
        readonly parameters: {
            readonly query?: {
                /** @description Only contacts in this group; may be repeated. */
                readonly groups?: components["parameters"]["WantedGroups"];
                /** @description Only contacts at this domain, or at those below it (`*.example.org`); may be repeated. */
                readonly domains?: components["parameters"]["WantedDomains"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of contacts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "jid": "juliet@example.org",
                     *           "want": "both",
                     *           "state": {
                     *             "ours": "granted",
                     *             "theirs": "granted"
                     *           },
                     *           "since": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ContactPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The bare JID of the contact, percent-encoded.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["ContactJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The contact. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jid": "juliet@example.org",
                     *       "want": "both",
                     *       "state": {
                     *         "ours": "granted",
                     *         "theirs": "granted"
                     *       },
                     *       "since": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description RFC 7240. `wait=N` waits up to N seconds until the state has settled (1 to 60; larger values count as 60). Without it, the request does not wait. Unknown preferences are ignored.
                 * @example wait=10
                 */
                readonly Prefer?: components["parameters"]["PreferSettled"];
            };
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The bare JID of the contact, percent-encoded.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["ContactJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "want": "both"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ContactToPut"];
            };
        };
        readonly responses: {
            /** @description It is as wanted. */
            readonly 200: {
                headers: {
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jid": "juliet@example.org",
                     *       "want": "both",
                     *       "state": {
                     *         "ours": "granted",
                     *         "theirs": "granted"
                     *       },
                     *       "since": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description The contact has not answered yet. */
            readonly 202: {
                headers: {
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jid": "juliet@example.org",
                     *       "want": "both",
                     *       "state": {
                     *         "ours": "none",
                     *         "theirs": "none"
                     *       },
                     *       "since": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Contact"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteContact: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The bare JID of the contact, percent-encoded.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["ContactJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is no contact any more. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listPresences: {
        readonly parameters: {
            readonly query?: {
                /** @description Only contacts that are available, or that are not. */
                readonly available?: boolean;
                /** @description Only contacts in this group; may be repeated. */
                readonly groups?: components["parameters"]["WantedGroups"];
                /** @description Only contacts at this domain, or at those below it (`*.example.org`); may be repeated. */
                readonly domains?: components["parameters"]["WantedDomains"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of presences. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "jid": "juliet@example.org",
                     *           "available": true,
                     *           "resources": [
                     *             {
                     *               "resource": "balcony",
                     *               "priority": 0,
                     *               "since": "2026-01-31T12:00:00.000Z"
                     *             }
                     *           ],
                     *           "asOf": "2026-01-31T12:00:00.000Z",
                     *           "fresh": true
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ContactPresencePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getPresence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The bare JID of the contact, percent-encoded.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["ContactJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The presence. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jid": "juliet@example.org",
                     *       "available": true,
                     *       "resources": [
                     *         {
                     *           "resource": "balcony",
                     *           "priority": 0,
                     *           "since": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ],
                     *       "asOf": "2026-01-31T12:00:00.000Z",
                     *       "fresh": true
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ContactPresence"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listNodes: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The nodes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "node": "http://jabber.org/protocol/geoloc",
                     *           "access": "presence",
                     *           "items": [
                     *             "current"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NodePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getNodeItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The node, percent-encoded; or `nick`, `geoloc`, `tune` or `microblog` for the usual ones.
                 * @example geoloc
                 */
                readonly node: components["parameters"]["NodeName"];
                /**
                 * @description The id of the item; `current` where there is one only.
                 * @example current
                 */
                readonly item: components["parameters"]["NodeItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The item. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "http://jabber.org/protocol/geoloc",
                     *       "id": "current",
                     *       "geoloc": {
                     *         "lat": 45.44,
                     *         "lon": 10.99
                     *       },
                     *       "access": "presence",
                     *       "publishedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NodeItem"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putNodeItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The node, percent-encoded; or `nick`, `geoloc`, `tune` or `microblog` for the usual ones.
                 * @example geoloc
                 */
                readonly node: components["parameters"]["NodeName"];
                /**
                 * @description The id of the item; `current` where there is one only.
                 * @example current
                 */
                readonly item: components["parameters"]["NodeItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "geoloc": {
                 *         "lat": 45.44,
                 *         "lon": 10.99
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["NodeItemToPut"];
            };
        };
        readonly responses: {
            /** @description The item as it is published. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "http://jabber.org/protocol/geoloc",
                     *       "id": "current",
                     *       "geoloc": {
                     *         "lat": 45.44,
                     *         "lon": 10.99
                     *       },
                     *       "access": "presence",
                     *       "publishedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["NodeItem"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteNodeItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description The node, percent-encoded; or `nick`, `geoloc`, `tune` or `microblog` for the usual ones.
                 * @example geoloc
                 */
                readonly node: components["parameters"]["NodeName"];
                /**
                 * @description The id of the item; `current` where there is one only.
                 * @example current
                 */
                readonly item: components["parameters"]["NodeItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Retracted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listOfferedCommands: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The commands, by node. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "identity": "alerts@bridge.example.org",
                     *           "node": "restart",
                     *           "name": "Restart a service",
                     *           "allow": "contacts",
                     *           "form": {
                     *             "type": "form",
                     *             "title": "Restart",
                     *             "fields": [
                     *               {
                     *                 "var": "service",
                     *                 "type": "list-single",
                     *                 "label": "Which one",
                     *                 "required": true,
                     *                 "options": [
                     *                   {
                     *                     "value": "web"
                     *                   },
                     *                   {
                     *                     "value": "mail"
                     *                   }
                     *                 ]
                     *               }
                     *             ]
                     *           },
                     *           "timeout": 10,
                     *           "actions": [
                     *             "complete"
                     *           ],
                     *           "updatedAt": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["OfferedCommandPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOfferedCommand: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description What the command is called on the wire, percent-encoded.
                 * @example restart
                 */
                readonly node: components["parameters"]["OfferedNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The command. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "restart",
                     *       "name": "Restart a service",
                     *       "allow": "contacts",
                     *       "form": {
                     *         "type": "form",
                     *         "title": "Restart",
                     *         "fields": [
                     *           {
                     *             "var": "service",
                     *             "type": "list-single",
                     *             "label": "Which one",
                     *             "required": true,
                     *             "options": [
                     *               {
                     *                 "value": "web"
                     *               },
                     *               {
                     *                 "value": "mail"
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "timeout": 10,
                     *       "actions": [
                     *         "complete"
                     *       ],
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["OfferedCommand"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putOfferedCommand: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description What the command is called on the wire, percent-encoded.
                 * @example restart
                 */
                readonly node: components["parameters"]["OfferedNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "Restart a service",
                 *       "form": {
                 *         "type": "form",
                 *         "title": "Restart",
                 *         "fields": [
                 *           {
                 *             "var": "service",
                 *             "type": "list-single",
                 *             "label": "Which one",
                 *             "required": true,
                 *             "options": [
                 *               {
                 *                 "value": "web"
                 *               },
                 *               {
                 *                 "value": "mail"
                 *               }
                 *             ]
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["OfferedCommandToPut"];
            };
        };
        readonly responses: {
            /** @description The command as it is offered. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "restart",
                     *       "name": "Restart a service",
                     *       "allow": "contacts",
                     *       "form": {
                     *         "type": "form",
                     *         "title": "Restart",
                     *         "fields": [
                     *           {
                     *             "var": "service",
                     *             "type": "list-single",
                     *             "label": "Which one",
                     *             "required": true,
                     *             "options": [
                     *               {
                     *                 "value": "web"
                     *               },
                     *               {
                     *                 "value": "mail"
                     *               }
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "timeout": 10,
                     *       "actions": [
                     *         "complete"
                     *       ],
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["OfferedCommand"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteOfferedCommand: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description What the command is called on the wire, percent-encoded.
                 * @example restart
                 */
                readonly node: components["parameters"]["OfferedNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly answerCommand: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The local part of the identity, its bare JID, or the component domain for the bridge itself.
                 * @example alerts
                 */
                readonly id: components["parameters"]["IdentityId"];
                /**
                 * @description As the event `command.requested` says.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly session: components["parameters"]["CommandSessionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "notes": [
                 *         {
                 *           "type": "info",
                 *           "text": "The web server is restarted."
                 *         }
                 *       ],
                 *       "step": 1
                 *     }
                 */
                readonly "application/json": components["schemas"]["CommandAnswerToPost"];
            };
        };
        readonly responses: {
            /** @description Stored; it is sent as soon as a replica has a link. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getEntity: {
        readonly parameters: {
            readonly query?: {
                /** @description Which identity asks; left out, the default of the key. */
                readonly from?: string;
            };
            readonly header?: {
                /**
                 * @description `max-age=0` or `no-cache` asks the other side again; otherwise the answer may be up to five minutes old.
                 * @example max-age=0
                 */
                readonly "Cache-Control"?: components["parameters"]["MaxAge"];
            };
            readonly path: {
                /**
                 * @description The address that is asked, percent-encoded.
                 * @example rooms.example.org
                 */
                readonly jid: components["parameters"]["EntityJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What it says. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jid": "rooms.example.org",
                     *       "identities": [
                     *         {
                     *           "category": "conference",
                     *           "type": "text",
                     *           "name": "Prosody Chatrooms"
                     *         }
                     *       ],
                     *       "features": [
                     *         "http://jabber.org/protocol/commands",
                     *         "http://jabber.org/protocol/disco#info",
                     *         "http://jabber.org/protocol/disco#items",
                     *         "http://jabber.org/protocol/muc",
                     *         "http://jabber.org/protocol/muc#unique",
                     *         "urn:xmpp:mam:2",
                     *         "urn:xmpp:occupant-id:0"
                     *       ],
                     *       "asOf": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Entity"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly listEntityItems: {
        readonly parameters: {
            readonly query?: {
                /** @description The part that is asked about. */
                readonly node?: string;
                /** @description Which identity asks; left out, the default of the key. */
                readonly from?: string;
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: {
                /**
                 * @description `max-age=0` or `no-cache` asks the other side again; otherwise the answer may be up to five minutes old.
                 * @example max-age=0
                 */
                readonly "Cache-Control"?: components["parameters"]["MaxAge"];
            };
            readonly path: {
                /**
                 * @description The address that is asked, percent-encoded.
                 * @example rooms.example.org
                 */
                readonly jid: components["parameters"]["EntityJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What it says. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jid": "rooms.example.org",
                     *       "items": [],
                     *       "asOf": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["EntityItems"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly listEntityCommands: {
        readonly parameters: {
            readonly query?: {
                /** @description Which identity asks; left out, the default of the key. */
                readonly from?: string;
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: {
                /**
                 * @description `max-age=0` or `no-cache` asks the other side again; otherwise the answer may be up to five minutes old.
                 * @example max-age=0
                 */
                readonly "Cache-Control"?: components["parameters"]["MaxAge"];
            };
            readonly path: {
                /**
                 * @description The address that is asked, percent-encoded.
                 * @example rooms.example.org
                 */
                readonly jid: components["parameters"]["EntityJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of commands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "jid": "example.org",
                     *           "node": "http://jabber.org/protocol/admin#add-user",
                     *           "name": "Add User"
                     *         },
                     *         {
                     *           "jid": "example.org",
                     *           "node": "http://jabber.org/protocol/admin#change-user-password",
                     *           "name": "Change User Password"
                     *         }
                     *       ],
                     *       "next": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CommandPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly runCommand: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "to": "example.org",
                 *       "from": "ops",
                 *       "node": "http://jabber.org/protocol/admin#delete-user"
                 *     }
                 */
                readonly "application/json": components["schemas"]["CommandToRun"];
            };
        };
        readonly responses: {
            /** @description The command as it stands now. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "status": "executing",
                     *       "from": "ops@bridge.example.org/bridge",
                     *       "to": "example.org",
                     *       "node": "http://jabber.org/protocol/admin#delete-user",
                     *       "sequence": 1,
                     *       "form": {
                     *         "type": "form",
                     *         "title": "Deleting a User",
                     *         "instructions": [
                     *           "Fill out this form to delete a user."
                     *         ],
                     *         "fields": [
                     *           {
                     *             "var": "FORM_TYPE",
                     *             "type": "hidden",
                     *             "values": [
                     *               "http://jabber.org/protocol/admin"
                     *             ]
                     *           },
                     *           {
                     *             "var": "accountjids",
                     *             "type": "jid-multi",
                     *             "label": "The Jabber ID(s) to delete",
                     *             "required": true
                     *           }
                     *         ]
                     *       },
                     *       "actions": [
                     *         "next",
                     *         "complete"
                     *       ],
                     *       "suggested": "complete",
                     *       "fields": {
                     *         "accountjids": []
                     *       },
                     *       "expiresAt": "2026-02-01T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CommandSession"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly getCommand: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The command as it stands. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "status": "executing",
                     *       "from": "ops@bridge.example.org/bridge",
                     *       "to": "example.org",
                     *       "node": "http://jabber.org/protocol/admin#delete-user",
                     *       "sequence": 1,
                     *       "form": {
                     *         "type": "form",
                     *         "title": "Deleting a User",
                     *         "instructions": [
                     *           "Fill out this form to delete a user."
                     *         ],
                     *         "fields": [
                     *           {
                     *             "var": "FORM_TYPE",
                     *             "type": "hidden",
                     *             "values": [
                     *               "http://jabber.org/protocol/admin"
                     *             ]
                     *           },
                     *           {
                     *             "var": "accountjids",
                     *             "type": "jid-multi",
                     *             "label": "The Jabber ID(s) to delete",
                     *             "required": true
                     *           }
                     *         ]
                     *       },
                     *       "actions": [
                     *         "next",
                     *         "complete"
                     *       ],
                     *       "suggested": "complete",
                     *       "fields": {
                     *         "accountjids": []
                     *       },
                     *       "expiresAt": "2026-02-01T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CommandSession"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly continueCommand: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "action": "complete",
                 *       "values": {
                 *         "accountjids": [
                 *           "tybalt@example.org"
                 *         ]
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CommandToContinue"];
            };
        };
        readonly responses: {
            /** @description The command as it stands now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "status": "completed",
                     *       "from": "ops@bridge.example.org/bridge",
                     *       "to": "example.org",
                     *       "node": "http://jabber.org/protocol/admin#delete-user",
                     *       "sequence": 2,
                     *       "notes": [
                     *         {
                     *           "type": "info",
                     *           "text": "The following accounts could not be deleted:\ntybalt@example.org"
                     *         }
                     *       ],
                     *       "expiresAt": "2026-02-01T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["CommandSession"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly getServices: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description `max-age=0` or `no-cache` asks the other side again; otherwise the answer may be up to five minutes old.
                 * @example max-age=0
                 */
                readonly "Cache-Control"?: components["parameters"]["MaxAge"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What it says. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "server": "example.org",
                     *       "upload": [],
                     *       "rooms": [
                     *         {
                     *           "jid": "rooms.example.org",
                     *           "name": "Prosody Chatrooms"
                     *         }
                     *       ],
                     *       "pubsub": [
                     *         {
                     *           "jid": "pubsub.example.org",
                     *           "name": "Prosody PubSub Service"
                     *         }
                     *       ],
                     *       "commands": [
                     *         {
                     *           "jid": "example.org",
                     *           "node": "uptime",
                     *           "name": "Get uptime"
                     *         }
                     *       ],
                     *       "privileges": [],
                     *       "asOf": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Services"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listRooms: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
                /** @description Only of this identity, or its local part. */
                readonly identity?: string;
                /** @description Only in this state. */
                readonly state?: components["schemas"]["RoomState"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of memberships. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "room": "balcony@rooms.example.org",
                     *           "identity": "alerts@bridge.example.org",
                     *           "wanted": true,
                     *           "state": "joined",
                     *           "since": "2026-01-31T12:00:00.000Z",
                     *           "asOf": "2026-01-31T12:00:00.000Z",
                     *           "self": {
                     *             "nick": "alerts",
                     *             "role": "moderator",
                     *             "affiliation": "owner",
                     *             "occupantId": "9ZDk3+9iS96zau2mAZqbKMeOQfNzJWjduPb9emI7h7Q="
                     *           },
                     *           "nick": "alerts",
                     *           "nickConflict": "suffix",
                     *           "history": {
                     *             "catchUp": true,
                     *             "maxStanzas": 0
                     *           },
                     *           "hear": "all",
                     *           "create": "ifMissing",
                     *           "onKick": "stayOut",
                     *           "follow": false
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomMembershipPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly createRoom: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "room": "ops@rooms.example.org",
                 *       "nick": "alerts",
                 *       "config": {
                 *         "name": "Operations",
                 *         "membersOnly": true,
                 *         "persistent": true
                 *       },
                 *       "subject": "All is well"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomToCreate"];
            };
        };
        readonly responses: {
            /** @description Created, configured and open. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "room": "ops@rooms.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "nick": "alerts",
                     *       "joined": true,
                     *       "applied": [
                     *         "membersOnly",
                     *         "name",
                     *         "persistent"
                     *       ],
                     *       "ignored": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly getRoomMembership: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of a room, percent-encoded once.
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomInPath"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The membership. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "room": "balcony@rooms.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "wanted": true,
                     *       "state": "joined",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "asOf": "2026-01-31T12:00:00.000Z",
                     *       "self": {
                     *         "nick": "alerts",
                     *         "role": "moderator",
                     *         "affiliation": "owner",
                     *         "occupantId": "9ZDk3+9iS96zau2mAZqbKMeOQfNzJWjduPb9emI7h7Q="
                     *       },
                     *       "nick": "alerts",
                     *       "nickConflict": "suffix",
                     *       "history": {
                     *         "catchUp": true,
                     *         "maxStanzas": 0
                     *       },
                     *       "hear": "all",
                     *       "create": "ifMissing",
                     *       "onKick": "stayOut",
                     *       "follow": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomMembership"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putRoomMembership: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description RFC 7240. `wait=N` waits up to N seconds until the state has settled (1 to 60; larger values count as 60). Without it, the request does not wait. Unknown preferences are ignored.
                 * @example wait=10
                 */
                readonly Prefer?: components["parameters"]["PreferSettled"];
            };
            readonly path: {
                /**
                 * @description The bare JID of a room, percent-encoded once.
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomInPath"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "nick": "alerts",
                 *       "create": "ifMissing"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomMembershipToPut"];
            };
        };
        readonly responses: {
            /** @description It has settled. The identity is in the room, or `problem` says why not. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "room": "balcony@rooms.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "wanted": true,
                     *       "state": "joined",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "asOf": "2026-01-31T12:00:00.000Z",
                     *       "self": {
                     *         "nick": "alerts",
                     *         "role": "moderator",
                     *         "affiliation": "owner",
                     *         "occupantId": "9ZDk3+9iS96zau2mAZqbKMeOQfNzJWjduPb9emI7h7Q="
                     *       },
                     *       "nick": "alerts",
                     *       "nickConflict": "suffix",
                     *       "history": {
                     *         "catchUp": true,
                     *         "maxStanzas": 0
                     *       },
                     *       "hear": "all",
                     *       "create": "ifMissing",
                     *       "onKick": "stayOut",
                     *       "follow": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomMembership"];
                };
            };
            /** @description Declared. It has not settled yet. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "room": "balcony@rooms.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "wanted": true,
                     *       "state": "joining",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "nick": "alerts",
                     *       "nickConflict": "suffix",
                     *       "history": {
                     *         "catchUp": true,
                     *         "maxStanzas": 0
                     *       },
                     *       "hear": "all",
                     *       "create": "ifMissing",
                     *       "onKick": "stayOut",
                     *       "follow": false
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomMembership"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteRoomMembership: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description RFC 7240. `wait=N` waits up to N seconds until the state has settled (1 to 60; larger values count as 60). Without it, the request does not wait. Unknown preferences are ignored.
                 * @example wait=10
                 */
                readonly Prefer?: components["parameters"]["PreferSettled"];
            };
            readonly path: {
                /**
                 * @description The bare JID of a room, percent-encoded once.
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomInPath"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is leaving. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "room": "balcony@rooms.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "wanted": false,
                     *       "state": "leaving",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "asOf": "2026-01-31T12:00:00.000Z",
                     *       "self": {
                     *         "nick": "alerts",
                     *         "role": "moderator",
                     *         "affiliation": "owner",
                     *         "occupantId": "9ZDk3+9iS96zau2mAZqbKMeOQfNzJWjduPb9emI7h7Q="
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomMembership"];
                };
            };
            /** @description It has left. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listHooks: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of the key's hooks. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *           "name": "alerts",
                     *           "dialect": "alertmanager",
                     *           "from": "alerts@bridge.example.org",
                     *           "to": [
                     *             {
                     *               "jid": "ops@muc.example.org",
                     *               "type": "groupchat"
                     *             }
                     *           ],
                     *           "verify": {
                     *             "scheme": "none"
                     *           },
                     *           "update": "edit",
                     *           "storm": {
                     *             "max": 20,
                     *             "per": 60
                     *           },
                     *           "createdAt": "2026-01-31T12:00:00.000Z",
                     *           "updatedAt": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["HookPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly createHook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "name": "alerts",
                 *       "dialect": "alertmanager",
                 *       "from": "alerts",
                 *       "to": [
                 *         "ops@muc.example.org"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["HookToCreate"];
            };
        };
        readonly responses: {
            /** @description Created. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "dialect": "alertmanager",
                     *       "from": "alerts@bridge.example.org",
                     *       "to": [
                     *         {
                     *           "jid": "ops@muc.example.org",
                     *           "type": "groupchat"
                     *         }
                     *       ],
                     *       "verify": {
                     *         "scheme": "none"
                     *       },
                     *       "update": "edit",
                     *       "storm": {
                     *         "max": 20,
                     *         "per": 60
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z",
                     *       "url": "/hooks/01JD8Q4Z7N0V4R6T1B3X5Y7W9K/Hq3zV0fYb5m1c8nE2kLw7tRxUaPdSgJi4oQvBy6NhZM"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["HookCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getHook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The hook, without its secrets. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "dialect": "alertmanager",
                     *       "from": "alerts@bridge.example.org",
                     *       "to": [
                     *         {
                     *           "jid": "ops@muc.example.org",
                     *           "type": "groupchat"
                     *         }
                     *       ],
                     *       "verify": {
                     *         "scheme": "none"
                     *       },
                     *       "update": "edit",
                     *       "storm": {
                     *         "max": 20,
                     *         "per": 60
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Hook"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deleteHook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly updateHook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "template": "{{ title }}"
                 *     }
                 */
                readonly "application/json": components["schemas"]["HookToChange"];
            };
        };
        readonly responses: {
            /** @description The hook after the change. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "dialect": "alertmanager",
                     *       "from": "alerts@bridge.example.org",
                     *       "to": [
                     *         {
                     *           "jid": "ops@muc.example.org",
                     *           "type": "groupchat"
                     *         }
                     *       ],
                     *       "verify": {
                     *         "scheme": "none"
                     *       },
                     *       "template": "{{ title }}",
                     *       "update": "edit",
                     *       "storm": {
                     *         "max": 20,
                     *         "per": 60
                     *       },
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Hook"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly rotateHook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "overlapSeconds": 3600
                 *     }
                 */
                readonly "application/json": components["schemas"]["HookToRotate"];
            };
        };
        readonly responses: {
            /** @description The hook with its new URL. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "name": "alerts",
                     *       "dialect": "alertmanager",
                     *       "from": "alerts@bridge.example.org",
                     *       "to": [
                     *         {
                     *           "jid": "ops@muc.example.org",
                     *           "type": "groupchat"
                     *         }
                     *       ],
                     *       "verify": {
                     *         "scheme": "none"
                     *       },
                     *       "template": "{{ title }}",
                     *       "update": "edit",
                     *       "storm": {
                     *         "max": 20,
                     *         "per": 60
                     *       },
                     *       "oldSecretUntil": "2026-02-01T12:00:00.000Z",
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "updatedAt": "2026-01-31T12:00:00.000Z",
                     *       "url": "/hooks/01JD8Q4Z7N0V4R6T1B3X5Y7W9K/Hq3zV0fYb5m1c8nE2kLw7tRxUaPdSgJi4oQvBy6NhZM"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["HookCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly previewHook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "groupKey": "light",
                 *         "status": "firing",
                 *         "alerts": [
                 *           {
                 *             "status": "firing",
                 *             "labels": {
                 *               "alertname": "Light"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["HookPayload"];
            };
        };
        readonly responses: {
            /** @description What would be sent. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "sent",
                     *       "messages": [
                     *         {
                     *           "from": "alerts@bridge.example.org",
                     *           "to": "ops@muc.example.org",
                     *           "type": "groupchat",
                     *           "body": "🔴 Light",
                     *           "join": true
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["HookPreview"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly testHook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The id from the response that created it.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "payload": {
                 *         "groupKey": "light",
                 *         "status": "firing",
                 *         "alerts": [
                 *           {
                 *             "status": "firing",
                 *             "labels": {
                 *               "alertname": "Light"
                 *             }
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["HookPayload"];
            };
        };
        readonly responses: {
            /** @description What became of it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "outcome": "sent",
                     *       "messages": [
                     *         "01JD8Q4Z7N0V4R6T1B3X5Y7W9K"
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["HookTaken"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getRoom: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The room. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "room": "ops@rooms.example.org",
                     *       "name": "Operations",
                     *       "lang": "en",
                     *       "occupants": 2,
                     *       "persistent": true,
                     *       "public": false,
                     *       "membersOnly": true,
                     *       "moderated": false,
                     *       "passwordProtected": false,
                     *       "whois": "moderators",
                     *       "archive": true,
                     *       "occupantIds": true,
                     *       "moderation": [],
                     *       "features": [
                     *         "http://jabber.org/protocol/muc",
                     *         "http://jabber.org/protocol/muc#request",
                     *         "http://jabber.org/protocol/muc#self-ping-optimization",
                     *         "http://jabber.org/protocol/muc#stable_id",
                     *         "jabber:iq:register",
                     *         "muc_hidden",
                     *         "muc_membersonly",
                     *         "muc_persistent",
                     *         "muc_semianonymous",
                     *         "muc_unmoderated",
                     *         "muc_unsecured",
                     *         "urn:xmpp:mam:2",
                     *         "urn:xmpp:mam:2#extended",
                     *         "urn:xmpp:occupant-id:0",
                     *         "urn:xmpp:sid:0"
                     *       ],
                     *       "identities": [
                     *         {
                     *           "identity": "alerts@bridge.example.org",
                     *           "nick": "alerts",
                     *           "state": "joined"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Room"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly destroyRoom: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                /**
                 * @example {
                 *       "reason": "The incident is over",
                 *       "alternate": "war-stories@rooms.example.org"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomToDestroy"];
            };
        };
        readonly responses: {
            /** @description Destroyed. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly getRoomConfig: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The configuration. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "config": {
                     *         "name": "Operations",
                     *         "description": "",
                     *         "lang": "en",
                     *         "persistent": true,
                     *         "public": false,
                     *         "membersOnly": true,
                     *         "moderated": false,
                     *         "password": null,
                     *         "whois": "anyone",
                     *         "changeSubject": false,
                     *         "archive": true,
                     *         "historyLength": 50
                     *       },
                     *       "form": {
                     *         "type": "form",
                     *         "title": "Configuration for ops@rooms.example.org",
                     *         "instructions": [
                     *           "Complete and submit this form to configure the room."
                     *         ],
                     *         "fields": [
                     *           {
                     *             "var": "FORM_TYPE",
                     *             "type": "hidden",
                     *             "values": [
                     *               "http://jabber.org/protocol/muc#roomconfig"
                     *             ]
                     *           },
                     *           {
                     *             "type": "fixed",
                     *             "values": [
                     *               "Room information"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_roomname",
                     *             "type": "text-single",
                     *             "label": "Title",
                     *             "values": [
                     *               "Operations"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_roomdesc",
                     *             "type": "text-single",
                     *             "label": "Description",
                     *             "desc": "A brief description of the room",
                     *             "values": [
                     *               ""
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_lang",
                     *             "type": "text-single",
                     *             "label": "Language tag for room (e.g. 'en', 'de', 'fr' etc.)",
                     *             "desc": "Indicate the primary language spoken in this room",
                     *             "values": [
                     *               "en"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_persistentroom",
                     *             "type": "boolean",
                     *             "label": "Persistent (room should remain even when it is empty)",
                     *             "desc": "Rooms are automatically deleted when they are empty, unless this option is enabled",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_publicroom",
                     *             "type": "boolean",
                     *             "label": "Include room information in public lists",
                     *             "desc": "Enable this to allow people to find the room",
                     *             "values": [
                     *               "0"
                     *             ]
                     *           },
                     *           {
                     *             "type": "fixed",
                     *             "values": [
                     *               "Access to the room"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_roomsecret",
                     *             "type": "text-private",
                     *             "label": "Password",
                     *             "values": [
                     *               ""
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_membersonly",
                     *             "type": "boolean",
                     *             "label": "Only allow members to join",
                     *             "desc": "Enable this to only allow access for room owners, admins and members",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           },
                     *           {
                     *             "var": "{http://prosody.im/protocol/muc}roomconfig_allowmemberinvites",
                     *             "type": "boolean",
                     *             "label": "Allow members to invite new members"
                     *           },
                     *           {
                     *             "type": "fixed",
                     *             "values": [
                     *               "Permissions in the room"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_changesubject",
                     *             "type": "boolean",
                     *             "label": "Allow anyone to set the room's subject",
                     *             "desc": "Choose whether anyone, or only moderators, may set the room's subject"
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_moderatedroom",
                     *             "type": "boolean",
                     *             "label": "Moderated (require permission to speak)",
                     *             "desc": "In moderated rooms occupants must be given permission to speak by a room moderator"
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_whois",
                     *             "type": "list-single",
                     *             "label": "Addresses (JIDs) of room occupants may be viewed by:",
                     *             "values": [
                     *               "anyone"
                     *             ],
                     *             "options": [
                     *               {
                     *                 "label": "Moderators only",
                     *                 "value": "moderators"
                     *               },
                     *               {
                     *                 "label": "Anyone",
                     *                 "value": "anyone"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "type": "fixed",
                     *             "values": [
                     *               "Other options"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_historylength",
                     *             "type": "text-single",
                     *             "label": "Maximum number of history messages returned by room",
                     *             "desc": "Specify the maximum number of previous messages that should be sent to users when they join the room",
                     *             "values": [
                     *               "50"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_defaulthistorymessages",
                     *             "type": "text-single",
                     *             "label": "Default number of history messages returned by room",
                     *             "desc": "Specify the number of previous messages sent to new users when they join the room",
                     *             "values": [
                     *               "20"
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_presencebroadcast",
                     *             "type": "list-multi",
                     *             "label": "Only show participants with roles:",
                     *             "values": [
                     *               "moderator",
                     *               "participant",
                     *               "visitor"
                     *             ],
                     *             "options": [
                     *               {
                     *                 "label": "none",
                     *                 "value": "none"
                     *               },
                     *               {
                     *                 "label": "visitor",
                     *                 "value": "visitor"
                     *               },
                     *               {
                     *                 "label": "participant",
                     *                 "value": "participant"
                     *               },
                     *               {
                     *                 "label": "moderator",
                     *                 "value": "moderator"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "var": "muc#roomconfig_enablearchiving",
                     *             "type": "boolean",
                     *             "label": "Enable archiving?",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomConfigShown"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly configureRoom: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "membersOnly": true,
                 *       "whois": "anyone",
                 *       "form": {
                 *         "muc#roomconfig_historylength": "50"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomConfigToSet"];
            };
        };
        readonly responses: {
            /** @description What became of each option. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "applied": [
                     *         "membersOnly",
                     *         "muc#roomconfig_historylength",
                     *         "whois"
                     *       ],
                     *       "ignored": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomConfigOutcome"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly setRoomSubject: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "subject": "Disk full on vault"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomSubjectToSet"];
            };
        };
        readonly responses: {
            /** @description Stored, and will be sent. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "queued",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "alerts@bridge.example.org/bridge",
                     *       "to": "ops@rooms.example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly inviteToRoom: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "to": "juliet@example.org",
                 *       "kind": "direct",
                 *       "reason": "Join us"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomInvitation"];
            };
        };
        readonly responses: {
            /** @description Stored, and will be sent. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "queued",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "alerts@bridge.example.org",
                     *       "to": "juliet@example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listRoomAffiliations: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
                /**
                 * @description Only this affiliation.
                 * @example member
                 */
                readonly affiliation?: components["parameters"]["WantedAffiliation"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of affiliations. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "jid": "alerts@bridge.example.org",
                     *           "affiliation": "owner"
                     *         },
                     *         {
                     *           "jid": "juliet@example.org",
                     *           "affiliation": "member"
                     *         },
                     *         {
                     *           "jid": "paris@example.org",
                     *           "affiliation": "outcast"
                     *         },
                     *         {
                     *           "jid": "tybalt@example.org",
                     *           "affiliation": "outcast"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomAffiliationPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly changeRoomAffiliations: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "jid": "juliet@example.org",
                 *           "affiliation": "member"
                 *         },
                 *         {
                 *           "jid": "tybalt@example.org",
                 *           "affiliation": "outcast",
                 *           "reason": "A brawl"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomAffiliationsToSet"];
            };
        };
        readonly responses: {
            /** @description The outcome of each. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "applied": 2,
                     *       "failed": 0,
                     *       "items": [
                     *         {
                     *           "jid": "juliet@example.org",
                     *           "affiliation": "member",
                     *           "applied": true
                     *         },
                     *         {
                     *           "jid": "tybalt@example.org",
                     *           "affiliation": "outcast",
                     *           "applied": true
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomAffiliationsSet"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly getRoomAffiliation: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
                /**
                 * @description The bare JID, or a domain, whose affiliation it is, percent-encoded once.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["AffiliatedJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The affiliation. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jid": "juliet@example.org",
                     *       "affiliation": "member"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomAffiliation"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly setRoomAffiliation: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
                /**
                 * @description The bare JID, or a domain, whose affiliation it is, percent-encoded once.
                 * @example juliet@example.org
                 */
                readonly jid: components["parameters"]["AffiliatedJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "affiliation": "outcast",
                 *       "reason": "A brawl"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomAffiliationToSet"];
            };
        };
        readonly responses: {
            /** @description As the room has it now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "affiliation": "outcast",
                     *       "reason": "A brawl",
                     *       "jid": "paris@example.org"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomAffiliation"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly listRoomOccupants: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of occupants. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "source": "roles",
                     *       "complete": true,
                     *       "items": [
                     *         {
                     *           "nick": "Juliet",
                     *           "role": "participant",
                     *           "affiliation": "member",
                     *           "jid": "juliet@example.org/balcony"
                     *         },
                     *         {
                     *           "nick": "alerts",
                     *           "role": "moderator",
                     *           "affiliation": "owner",
                     *           "jid": "alerts@bridge.example.org/bridge"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomOccupantPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly changeRoomOccupant: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
                /**
                 * @description The nickname of the occupant, percent-encoded once, a slash too (`AC%2FDC`).
                 * @example Juliet
                 */
                readonly nick: components["parameters"]["OccupantNick"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "role": "none",
                 *       "reason": "A brawl"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomRoleToSet"];
            };
        };
        readonly responses: {
            /** @description As it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "nick": "Juliet",
                     *       "role": "none"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomRole"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly moderateMessage: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "ref": {
                 *         "id": "2026-01-31-f2a9"
                 *       },
                 *       "reason": "A curse"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomModeration"];
            };
        };
        readonly responses: {
            /** @description The room took it out. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "2026-01-31-f2a9",
                     *       "namespace": "urn:xmpp:message-moderate:1"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["RoomModerated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly retractFromRoom: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "ref": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K"
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomRetraction"];
            };
        };
        readonly responses: {
            /** @description Stored, and will be sent. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "queued",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "alerts@bridge.example.org/bridge",
                     *       "to": "ops@rooms.example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly reactInRoom: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). The default is an identity of the key that is in the room, otherwise the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["RoomAs"];
            };
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The bare JID of the room, percent-encoded once (`ops%40rooms.example.org`).
                 * @example ops@rooms.example.org
                 */
                readonly room: components["parameters"]["RoomJid"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "ref": {
                 *         "id": "2026-01-31-f2a9"
                 *       },
                 *       "emojis": [
                 *         "👍"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomReaction"];
            };
        };
        readonly responses: {
            /** @description Stored, and will be sent. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *       "kind": "message",
                     *       "status": "queued",
                     *       "final": false,
                     *       "createdAt": "2026-01-31T12:00:00.000Z",
                     *       "expiresAt": "2026-02-01T12:00:00.000Z",
                     *       "from": "alerts@bridge.example.org/bridge",
                     *       "to": "ops@rooms.example.org",
                     *       "history": [
                     *         {
                     *           "status": "queued",
                     *           "at": "2026-01-31T12:00:00.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["SendRecord"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listPubsubSubscriptions: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
                /** @description Only of this identity, or its local part. */
                readonly identity?: string;
                /** @description Only in this state. */
                readonly state?: components["schemas"]["PubsubSubscriptionState"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of subscriptions. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "service": "pubsub.example.org",
                     *           "identity": "alerts@bridge.example.org",
                     *           "node": "sensors/balcony",
                     *           "wanted": true,
                     *           "state": "subscribed",
                     *           "since": "2026-01-31T12:00:00.000Z",
                     *           "asOf": "2026-01-31T12:00:00.000Z",
                     *           "lastItem": {
                     *             "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *             "at": "2026-01-31T12:00:00.000Z"
                     *           },
                     *           "catchUp": true,
                     *           "catchUpMax": 100
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubSubscriptionPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listPubsubNodes: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of nodes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "node": "sensors/balcony"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubNodePage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly getPubsubNode: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The node. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "node": "sensors/balcony",
                     *       "type": "leaf",
                     *       "meta": {
                     *         "type": "result",
                     *         "fields": [
                     *           {
                     *             "var": "FORM_TYPE",
                     *             "type": "hidden",
                     *             "values": [
                     *               "http://jabber.org/protocol/pubsub#meta-data"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#title",
                     *             "type": "text-single"
                     *           },
                     *           {
                     *             "var": "pubsub#description",
                     *             "type": "text-single"
                     *           },
                     *           {
                     *             "var": "pubsub#type",
                     *             "type": "text-single"
                     *           },
                     *           {
                     *             "var": "pubsub#access_model",
                     *             "type": "text-single",
                     *             "values": [
                     *               "open"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#publish_model",
                     *             "type": "text-single",
                     *             "values": [
                     *               "publishers"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "owner": true,
                     *       "form": {
                     *         "type": "form",
                     *         "fields": [
                     *           {
                     *             "var": "FORM_TYPE",
                     *             "type": "hidden",
                     *             "values": [
                     *               "http://jabber.org/protocol/pubsub#node_config"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#title",
                     *             "type": "text-single",
                     *             "label": "Title"
                     *           },
                     *           {
                     *             "var": "pubsub#description",
                     *             "type": "text-single",
                     *             "label": "Description"
                     *           },
                     *           {
                     *             "var": "pubsub#type",
                     *             "type": "text-single",
                     *             "label": "The type of node data, usually specified by the namespace of the payload (if any)"
                     *           },
                     *           {
                     *             "var": "pubsub#max_items",
                     *             "type": "text-single",
                     *             "label": "Max # of items to persist",
                     *             "values": [
                     *               "100"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#persist_items",
                     *             "type": "boolean",
                     *             "label": "Persist items to storage",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#access_model",
                     *             "type": "list-single",
                     *             "label": "Specify the subscriber model",
                     *             "values": [
                     *               "open"
                     *             ],
                     *             "options": [
                     *               {
                     *                 "label": "authorize",
                     *                 "value": "authorize"
                     *               },
                     *               {
                     *                 "label": "open",
                     *                 "value": "open"
                     *               },
                     *               {
                     *                 "label": "presence",
                     *                 "value": "presence"
                     *               },
                     *               {
                     *                 "label": "roster",
                     *                 "value": "roster"
                     *               },
                     *               {
                     *                 "label": "whitelist",
                     *                 "value": "whitelist"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#publish_model",
                     *             "type": "list-single",
                     *             "label": "Specify the publisher model",
                     *             "values": [
                     *               "publishers"
                     *             ],
                     *             "options": [
                     *               {
                     *                 "label": "publishers",
                     *                 "value": "publishers"
                     *               },
                     *               {
                     *                 "label": "subscribers",
                     *                 "value": "subscribers"
                     *               },
                     *               {
                     *                 "label": "open",
                     *                 "value": "open"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#send_last_published_item",
                     *             "type": "list-single",
                     *             "values": [
                     *               "never"
                     *             ],
                     *             "options": [
                     *               {
                     *                 "label": "never",
                     *                 "value": "never"
                     *               },
                     *               {
                     *                 "label": "on_sub",
                     *                 "value": "on_sub"
                     *               },
                     *               {
                     *                 "label": "on_sub_and_presence",
                     *                 "value": "on_sub_and_presence"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#deliver_notifications",
                     *             "type": "boolean",
                     *             "label": "Whether to deliver event notifications",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#deliver_payloads",
                     *             "type": "boolean",
                     *             "label": "Whether to deliver payloads with event notifications",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#notification_type",
                     *             "type": "list-single",
                     *             "label": "Specify the delivery style for notifications",
                     *             "values": [
                     *               "headline"
                     *             ],
                     *             "options": [
                     *               {
                     *                 "label": "Messages of type normal",
                     *                 "value": "normal"
                     *               },
                     *               {
                     *                 "label": "Messages of type headline",
                     *                 "value": "headline"
                     *               }
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#notify_delete",
                     *             "type": "boolean",
                     *             "label": "Whether to notify subscribers when the node is deleted",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           },
                     *           {
                     *             "var": "pubsub#notify_retract",
                     *             "type": "boolean",
                     *             "label": "Whether to notify subscribers when items are removed from the node",
                     *             "values": [
                     *               "1"
                     *             ]
                     *           }
                     *         ]
                     *       },
                     *       "config": {
                     *         "title": "",
                     *         "description": "",
                     *         "type": "",
                     *         "accessModel": "open",
                     *         "publishModel": "publishers",
                     *         "maxItems": 100,
                     *         "persistItems": true,
                     *         "deliverPayloads": true,
                     *         "deliverNotifications": true,
                     *         "notifyDelete": true,
                     *         "notifyRetract": true,
                     *         "notificationType": "headline",
                     *         "sendLastItem": "never"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubNode"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly putPubsubNode: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "config": {
                 *         "accessModel": "open",
                 *         "maxItems": 100
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubNodeToPut"];
            };
        };
        readonly responses: {
            /** @description It was there; what became of each option. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "node": "sensors/balcony",
                     *       "created": false,
                     *       "applied": [
                     *         "accessModel",
                     *         "maxItems"
                     *       ],
                     *       "ignored": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubNodeOutcome"];
                };
            };
            /** @description Created; what became of each option. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "node": "sensors/balcony",
                     *       "created": true,
                     *       "applied": [
                     *         "accessModel",
                     *         "maxItems"
                     *       ],
                     *       "ignored": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubNodeOutcome"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly deletePubsubNode: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Deleted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly listPubsubItems: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of items. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "current",
                     *           "geoloc": {
                     *             "lat": 45.44,
                     *             "lon": 10.99
                     *           }
                     *         },
                     *         {
                     *           "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *           "json": {
                     *             "temperature": 21.5
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubItemPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly publishPubsubItem: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: {
                /**
                 * @description A unique value for each request; use the same value for retries. For 24 hours, retries with the same value return the first response and have no further effect; for a message, for 24 hours from its last status. The same value with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "json": {
                 *         "temperature": 21.5
                 *       },
                 *       "createNode": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubItemToPublish"];
            };
        };
        readonly responses: {
            /** @description Published. */
            readonly 201: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "node": "sensors/balcony",
                     *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubPublished"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly getPubsubItem: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description The id of an item, percent-encoded once.
                 * @example current
                 */
                readonly id: components["parameters"]["PubsubItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The item. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "current",
                     *       "geoloc": {
                     *         "lat": 45.44,
                     *         "lon": 10.99
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubItemShown"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly putPubsubItem: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description The id of an item, percent-encoded once.
                 * @example current
                 */
                readonly id: components["parameters"]["PubsubItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "geoloc": {
                 *         "lat": 45.44,
                 *         "lon": 10.99
                 *       },
                 *       "options": {
                 *         "accessModel": "open"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubItemToPublish"];
            };
        };
        readonly responses: {
            /** @description Published. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "node": "sensors/balcony",
                     *       "id": "current"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubPublished"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly retractPubsubItem: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
                /** @description Whether subscribers are told that it is gone. */
                readonly notify?: components["parameters"]["PubsubNotify"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description The id of an item, percent-encoded once.
                 * @example current
                 */
                readonly id: components["parameters"]["PubsubItemId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Retracted. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly purgePubsubNode: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Purged. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly listPubsubAffiliations: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of affiliations. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "jid": "alerts@bridge.example.org",
                     *           "affiliation": "owner"
                     *         },
                     *         {
                     *           "jid": "juliet@example.org",
                     *           "affiliation": "publisher"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubAffiliationPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly changePubsubAffiliations: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The identity that asks: a JID at the component domain, or just its local part (`alerts`). Default: the default identity of the key.
                 * @example alerts
                 */
                readonly as?: components["parameters"]["PubsubAs"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "jid": "juliet@example.org",
                 *           "affiliation": "publisher"
                 *         }
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubAffiliationsToSet"];
            };
        };
        readonly responses: {
            /** @description What became of each. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "applied": 1,
                     *       "failed": 0,
                     *       "items": [
                     *         {
                     *           "jid": "juliet@example.org",
                     *           "affiliation": "publisher",
                     *           "applied": true
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubAffiliationsSet"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["RemoteNotFound"];
            readonly 409: components["responses"]["RemoteConflict"];
            readonly 410: components["responses"]["RemoteGone"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 501: components["responses"]["RemoteNotImplemented"];
            readonly 502: components["responses"]["RemoteFault"];
            readonly 503: components["responses"]["ServiceUnavailable"];
            readonly 504: components["responses"]["GatewayTimeout"];
        };
    };
    readonly listPubsubNodeSubscriptions: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of subscriptions. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "service": "pubsub.example.org",
                     *           "identity": "alerts@bridge.example.org",
                     *           "node": "sensors/balcony",
                     *           "wanted": true,
                     *           "state": "subscribed",
                     *           "since": "2026-01-31T12:00:00.000Z",
                     *           "asOf": "2026-01-31T12:00:00.000Z",
                     *           "lastItem": {
                     *             "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *             "at": "2026-01-31T12:00:00.000Z"
                     *           },
                     *           "catchUp": true,
                     *           "catchUpMax": 100
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubSubscriptionPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getPubsubSubscription: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The subscription. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "sensors/balcony",
                     *       "wanted": true,
                     *       "state": "subscribed",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "asOf": "2026-01-31T12:00:00.000Z",
                     *       "lastItem": {
                     *         "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *         "at": "2026-01-31T12:00:00.000Z"
                     *       },
                     *       "catchUp": true,
                     *       "catchUpMax": 100
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubSubscription"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly putPubsubSubscription: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description RFC 7240. `wait=N` waits up to N seconds until the state has settled (1 to 60; larger values count as 60). Without it, the request does not wait. Unknown preferences are ignored.
                 * @example wait=10
                 */
                readonly Prefer?: components["parameters"]["PreferSettled"];
            };
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "catchUp": true
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubSubscriptionToPut"];
            };
        };
        readonly responses: {
            /** @description It has settled. The identity is subscribed, or `state` and `problem` say what is missing. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "sensors/balcony",
                     *       "wanted": true,
                     *       "state": "subscribed",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "asOf": "2026-01-31T12:00:00.000Z",
                     *       "catchUp": true,
                     *       "catchUpMax": 100
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubSubscription"];
                };
            };
            /** @description Declared. It has not settled yet. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "sensors/balcony",
                     *       "wanted": true,
                     *       "state": "subscribing",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "catchUp": true,
                     *       "catchUpMax": 100
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubSubscription"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly deletePubsubSubscription: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description RFC 7240. `wait=N` waits up to N seconds until the state has settled (1 to 60; larger values count as 60). Without it, the request does not wait. Unknown preferences are ignored.
                 * @example wait=10
                 */
                readonly Prefer?: components["parameters"]["PreferSettled"];
            };
            readonly path: {
                /**
                 * @description The address of a pub/sub service, or the bare JID of a user, whose nodes are a service too (XEP-0163); percent-encoded once.
                 * @example pubsub.example.org
                 */
                readonly service: components["parameters"]["PubsubService"];
                /**
                 * @description The id of a node, percent-encoded once.
                 * @example sensors/balcony
                 */
                readonly node: components["parameters"]["PubsubNode"];
                /**
                 * @description An identity of the key, or its local part.
                 * @example alerts
                 */
                readonly identity: components["parameters"]["IdentityInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is unsubscribing. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "service": "pubsub.example.org",
                     *       "identity": "alerts@bridge.example.org",
                     *       "node": "sensors/balcony",
                     *       "wanted": false,
                     *       "state": "unsubscribing",
                     *       "since": "2026-01-31T12:00:00.000Z",
                     *       "asOf": "2026-01-31T12:00:00.000Z",
                     *       "lastItem": {
                     *         "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                     *         "at": "2026-01-31T12:00:00.000Z"
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["PubsubSubscription"];
                };
            };
            /** @description Unsubscribed. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 422: components["responses"]["Unprocessable"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description The maximum number of items in the page. It may have fewer; `next` says whether there are more. */
                readonly limit?: components["parameters"]["Limit"];
                /** @description The `next` of the previous page, unchanged. Anything else is refused with 400. */
                readonly after?: components["parameters"]["PageAfter"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of entries. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "1769860800000-0",
                     *           "at": "2026-01-31T12:00:00.000Z",
                     *           "requestId": "mh2k4w1q-1f",
                     *           "actor": {
                     *             "keyId": "bootstrap"
                     *           },
                     *           "action": "hook.deleted",
                     *           "object": {
                     *             "type": "hook",
                     *             "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K"
                     *           }
                     *         }
                     *       ],
                     *       "next": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["AuditPage"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly exportProvision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The objects. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "name": "alerts",
                     *           "secretSha256": "88f818594085196136d184f1fe1ac37665c6dd71bcacbf4b8abbb1990641c1c8",
                     *           "identities": [
                     *             "alerts"
                     *           ],
                     *           "scopes": [
                     *             "messages:send"
                     *           ],
                     *           "recipients": [
                     *             "*"
                     *           ],
                     *           "rate": 1000
                     *         }
                     *       ],
                     *       "webhooks": []
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ProvisionFile"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The state of this replica, and the state shared by all replicas. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "replica": "bridge-0",
                     *       "version": "0.1.0",
                     *       "startedAt": "2026-01-31T12:00:00.000Z",
                     *       "component": "bridge.example.org",
                     *       "leader": "bridge-0",
                     *       "epoch": 1,
                     *       "link": {
                     *         "state": "online",
                     *         "barrier": "self",
                     *         "since": "2026-01-31T12:00:00.000Z"
                     *       },
                     *       "outbox": {
                     *         "depth": 1
                     *       },
                     *       "pendingIqs": 0,
                     *       "store": {
                     *         "kind": "redis",
                     *         "state": "up",
                     *         "since": "2026-01-31T12:00:00.000Z",
                     *         "warnings": []
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StatusReport"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly onMessageReceived: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "message.received",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "from": "juliet@example.org/balcony",
                 *         "to": "alerts@bridge.example.org",
                 *         "id": "b7f1",
                 *         "type": "chat",
                 *         "body": "What light through yonder window breaks?"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["MessageReceived"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPresenceReceived: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "presence.received",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "from": "juliet@example.org/balcony",
                 *         "to": "alerts@bridge.example.org",
                 *         "show": "away",
                 *         "status": "At the window"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PresenceReceived"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onIqReceived: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "iq.received",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "from": "juliet@example.org/balcony",
                 *         "to": "alerts@bridge.example.org",
                 *         "id": "q3",
                 *         "type": "get",
                 *         "extensions": [
                 *           {
                 *             "name": "query",
                 *             "namespace": "urn:example:balcony"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["IqReceived"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IqAnswer"];
                };
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onRoomJoined: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "room.joined",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org ops@rooms.example.org",
                 *       "data": {
                 *         "room": "ops@rooms.example.org",
                 *         "nick": "alerts",
                 *         "role": "participant",
                 *         "affiliation": "none",
                 *         "again": false
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomJoined"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onRoomLeft: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "room.left",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org ops@rooms.example.org",
                 *       "data": {
                 *         "room": "ops@rooms.example.org",
                 *         "nick": "alerts",
                 *         "cause": "kicked",
                 *         "statuses": [
                 *           307
                 *         ],
                 *         "actor": "juliet",
                 *         "reason": "Avaunt!",
                 *         "willRejoin": false
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomLeft"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onRoomOccupant: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "room.occupant",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org ops@rooms.example.org",
                 *       "data": {
                 *         "room": "ops@rooms.example.org",
                 *         "change": "joined",
                 *         "nick": "juliet",
                 *         "role": "participant",
                 *         "affiliation": "none"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomOccupant"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onRoomSubject: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "room.subject",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org ops@rooms.example.org",
                 *       "data": {
                 *         "room": "ops@rooms.example.org",
                 *         "subject": "Masks at nine",
                 *         "nick": "mercutio"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomSubject"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onRoomConfigured: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "room.configured",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org ops@rooms.example.org",
                 *       "data": {
                 *         "room": "ops@rooms.example.org",
                 *         "statuses": [
                 *           104
                 *         ]
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomConfigured"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onRoomGap: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "room.gap",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org ops@rooms.example.org",
                 *       "data": {
                 *         "room": "ops@rooms.example.org",
                 *         "from": "2026-01-31T12:00:00.000Z",
                 *         "to": "2026-01-31T12:00:09.000Z",
                 *         "detail": "The room keeps no archive that the identity may read."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomGap"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onMessageStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "message.status",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9A",
                 *         "kind": "message",
                 *         "status": "delivered",
                 *         "final": false,
                 *         "createdAt": "2026-01-31T11:59:58.000Z",
                 *         "expiresAt": "2026-02-01T11:59:58.000Z",
                 *         "from": "alerts@bridge.example.org",
                 *         "to": "juliet@example.org",
                 *         "history": [
                 *           {
                 *             "status": "queued",
                 *             "at": "2026-01-31T11:59:58.000Z"
                 *           },
                 *           {
                 *             "status": "sent",
                 *             "at": "2026-01-31T11:59:58.002Z"
                 *           },
                 *           {
                 *             "status": "acknowledged",
                 *             "at": "2026-01-31T11:59:58.004Z"
                 *           },
                 *           {
                 *             "status": "delivered",
                 *             "at": "2026-01-31T12:00:00.000Z"
                 *           }
                 *         ]
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["MessageStatus"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onMessageModerated: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "message.moderated",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org garden@rooms.example.org",
                 *       "data": {
                 *         "room": "garden@rooms.example.org",
                 *         "ref": {
                 *           "id": "2026-01-31-f2a9",
                 *           "by": "garden@rooms.example.org"
                 *         },
                 *         "by": {
                 *           "nick": "Prince"
                 *         },
                 *         "reason": "A curse"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["MessageModerated"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onRoomInvited: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "room.invited",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "room": "garden@rooms.example.org",
                 *         "kind": "direct",
                 *         "from": "juliet@example.org/balcony",
                 *         "reason": "Wherefore art thou?"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["RoomInvited"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onContactRequested: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "contact.requested",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "decision": "granted"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["ContactRequested"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onContactChanged: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "contact.changed",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "ours": "none",
                 *         "theirs": "granted"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["ContactChanged"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onCommandRequested: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "command.requested",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "session": "01JD8Q4Z7N0V4R6T1B3X5Y7W9M",
                 *         "node": "restart",
                 *         "action": "complete",
                 *         "from": "juliet@example.org/balcony",
                 *         "step": 1,
                 *         "values": {
                 *           "service": [
                 *             "web"
                 *           ]
                 *         },
                 *         "answerBy": "2026-01-31T12:00:10.000Z"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["CommandRequested"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CommandReply"];
                };
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPresenceChanged: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "presence.changed",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org juliet@example.org",
                 *       "data": {
                 *         "available": true
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PresenceChanged"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPubsubItem: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "pubsub.item",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org pubsub.example.org",
                 *       "data": {
                 *         "service": "pubsub.example.org",
                 *         "node": "sensors/balcony",
                 *         "id": "current",
                 *         "geoloc": {
                 *           "lat": 45.44,
                 *           "lon": 10.99
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubItemEvent"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPubsubRetracted: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "pubsub.retracted",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org pubsub.example.org",
                 *       "data": {
                 *         "service": "pubsub.example.org",
                 *         "node": "sensors/balcony",
                 *         "id": "current"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubRetractedEvent"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPubsubPurged: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "pubsub.purged",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org pubsub.example.org",
                 *       "data": {
                 *         "service": "pubsub.example.org",
                 *         "node": "sensors/balcony"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubPurgedEvent"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPubsubDeleted: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "pubsub.deleted",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org pubsub.example.org",
                 *       "data": {
                 *         "service": "pubsub.example.org",
                 *         "node": "sensors/balcony"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubDeletedEvent"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPubsubConfigured: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "pubsub.configured",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org pubsub.example.org",
                 *       "data": {
                 *         "service": "pubsub.example.org",
                 *         "node": "sensors/balcony"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubConfiguredEvent"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onPubsubSubscription: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "pubsub.subscription",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "alerts@bridge.example.org",
                 *       "conversation": "alerts@bridge.example.org pubsub.example.org",
                 *       "data": {
                 *         "service": "pubsub.example.org",
                 *         "node": "sensors/balcony",
                 *         "state": "subscribed"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["PubsubSubscriptionEvent"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onWebhookDisabled: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "webhook.disabled",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "bridge.example.org",
                 *       "conversation": "bridge.example.org",
                 *       "data": {
                 *         "webhookId": "01JD8Q4Z7N0V4R6T1B3X5Y7W9B",
                 *         "keyId": "01JD8Q4Z7N0V4R6T1B3X5Y7W9C",
                 *         "reason": "The receiver answered 410 Gone."
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["WebhookDisabled"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onWebhookTest: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "webhook.test",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "bridge.example.org",
                 *       "conversation": "bridge.example.org",
                 *       "data": {
                 *         "webhookId": "01JD8Q4Z7N0V4R6T1B3X5Y7W9B"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["WebhookTest"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onHookFailed: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "hook.failed",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "bridge.example.org",
                 *       "conversation": "bridge.example.org",
                 *       "data": {
                 *         "hookId": "01JD8Q4Z7N0V4R6T1B3X5Y7W9B",
                 *         "keyId": "01JD8Q4Z7N0V4R6T1B3X5Y7W9C",
                 *         "name": "alerts",
                 *         "what": "told-otherwise",
                 *         "reason": "the template of the hook alerts failed: undefined filter: shout"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["HookFailed"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onLinkUp: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "link.up",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "bridge.example.org",
                 *       "conversation": "bridge.example.org",
                 *       "data": {
                 *         "replica": "bridge-0",
                 *         "epoch": 7
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["LinkUp"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onLinkDown: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "link.down",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "bridge.example.org",
                 *       "conversation": "bridge.example.org",
                 *       "data": {
                 *         "replica": "bridge-0",
                 *         "epoch": 7,
                 *         "reason": "the connection was reset"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["LinkDown"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly onHistoryLost: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /**
                 * @description The id of the event; the same on every attempt, so that receivers can detect duplicates.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Reject timestamps that are more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. During a secret rotation, two signatures separated by a space.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "id": "01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "cursor": "MDFKRDhRNFo3TiAxNzMyMzAwMDAwMDAwLTA",
                 *       "type": "history.lost",
                 *       "at": "2026-01-31T12:00:00.000Z",
                 *       "identity": "bridge.example.org",
                 *       "conversation": "bridge.example.org",
                 *       "data": {
                 *         "replica": "bridge-0",
                 *         "after": "MDFKRDhRNFo3TiAxNzY5ODYwNzkwMDAwLTA",
                 *         "until": "MDFKRDhRNFo3TiAxNzY5ODYwNzk5MDAwLTM"
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["HistoryLost"];
            };
        };
        readonly responses: {
            /** @description Received. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver wants no more events; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. Any other status is a failure too, and is retried. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Retry later; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
