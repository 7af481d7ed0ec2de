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
         * @description Answered once the message is stored; it then ends in exactly one final status. Messages of one key to one bare JID leave in the order they were accepted.
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
         * @description One message per line (`application/x-ndjson`) or per array entry. Each stands for itself: a bad one fails alone. An `Idempotency-Key` holds for each line at its place.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** Learn what became of a message */
        readonly get: operations["getMessage"];
        readonly put?: never;
        readonly post?: never;
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
         * Ask, and wait for the answer
         * @description Exactly one payload: one known key or one entry of `extensions`. An answer is believed only from the address that was asked. An error as the answer is a problem with `stanzaError`.
         */
        readonly post: operations["askIq"];
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /** Read the answer to an iq that was not waited for */
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
         * Answer an iq that came in
         * @description Until its deadline, and once; afterwards it has been answered with `service-unavailable`.
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
         * @description Through the same gate as everything else. The stanza is written anew from what was read: an XML declaration, comments, and `jabber:client` or `jabber:component:accept` as its namespace may be there. A message, a presence, or the answer to an iq is accepted with 202; for an iq `get` or `set` the answer is awaited.
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
         * See what would be sent
         * @description A dry run: the stanza passes the gate and comes back as XML (or, with `Accept: application/json`, in its JSON form). Nothing is sent.
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
         * Read the event log, or wait for what comes next
         * @description Events of the key's identities, oldest first. Keep the `cursor` of the answer and give it as `after` in the next call: nothing is missed and nothing comes twice.
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
         * @description Each event comes as `id` (its cursor), `event` (its type) and `data` (the envelope, as in the event log). A client that connects again with the last `id` misses nothing and gets nothing twice. Between events, a comment and an `id` alone show that the connection lives. A client that reads too slowly is disconnected and goes on from its last `id`. When events after its place are gone, an event `problem` says so (`history-lost`) and the stream ends.
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
         * Read the event log, send and ask over a WebSocket
         * @description Frames are JSON text: `StreamFrame` from the bridge, `StreamCommand` from the client. A client that connects again
         *     with the last cursor as `after` misses nothing and gets nothing twice. The bridge pings; whoever does not answer is
         *     disconnected. It closes with one of these codes; the reason, except after a fault of the client's (1002, 1007,
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
         * @description Keeps the place of a consumer: its next connection, or poll, goes on after it, on any replica. Over a WebSocket the command `ack` does the same. Connections that share the events of a consumer acknowledge by that command alone.
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
         * Let a browser connect
         * @description A browser cannot send a key when it opens a WebSocket, and should not have one. A ticket stands for the key that made it: for one connection, within 30 seconds, on any replica.
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
        /** List webhooks */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        /**
         * Create a webhook
         * @description The `secret` that signs its deliveries is shown in this answer only.
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
                 * @description The id that the bridge answered when it was created.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try a webhook
         * @description Posts one `webhook.test` event to it now, once, and tells what came of it. Nothing is stored.
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
                 * @description The id that the bridge answered when it was created.
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
         * @description Nothing more is posted; its events wait for `resume`.
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
                 * @description The id that the bridge answered when it was created.
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
         * @description Goes on where it stood: after a pause, after it was disabled, and at once where it is failing.
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
                 * @description The id that the bridge answered when it was created.
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
         * @description Deliveries are signed with the new secret from now on, and with the old one too for `overlapSeconds`. The new secret is shown in this answer only.
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
         * @description Those whose rights lie within the rights of the calling key.
         */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /**
         * Create an API key
         * @description The `key` itself is shown in this answer only. It is good on every replica within a second.
         *     No key can be given more rights than the calling key has.
         *
         *     Unlike at other calls, a repeat with the same `Idempotency-Key` does not get the first answer again: the bridge keeps
         *     no value that it could show. For 24 hours it creates nothing and is answered 409 `conflict` with the id of the key
         *     that the first call created, whatever its body. If the first answer was lost, revoke or rotate that key.
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
                 * @description The id that the bridge answered when it was created.
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
         * @description Within a second no replica takes it any more; its open event streams are closed and its webhooks disabled.
         */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give an API key a new value
         * @description The new `key` is shown in this answer only. The value before it stays good for `overlapSeconds`, so two values are
         *     good while callers change over; one that was still good from an earlier rotation ends at once.
         *
         *     Unlike at other calls, a repeat with the same `Idempotency-Key` does not get the first answer again: the bridge keeps
         *     no value that it could show. For 24 hours it rotates nothing and is answered 409 `conflict`, whatever its body. If the
         *     first answer was lost, rotate under another `Idempotency-Key`.
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
                 * @description The id that the bridge answered when it was created.
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
         * @description Goes back to a place in the event log and delivers from there on, what passes the filter, with the same ids and in the same order.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        /**
         * List recent deliveries
         * @description The last thousand that went through at once and the last thousand that failed at least once, for seven days. Of a webhook with more than a thousand a second, some.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is that of its event.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is that of its event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Try a delivery now
         * @description At once if it waits, and again if it was delivered or is dead. Order within its conversation is kept.
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
                 * @description The id that the bridge answered when it was created.
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
                 * @description The id that the bridge answered when it was created.
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
         * @description They leave the dead letters and are delivered with the whole schedule before them, in the order of their events.
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
                 * @description The id that the bridge answered when it was created.
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
    readonly "/v1/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How the bridge is doing */
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
        /** A message came in */
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
        /** Presence came in */
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
        /** Somebody asks */
        readonly post: operations["onIqReceived"];
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
    readonly "webhook.disabled": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** A webhook was switched off */
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
        /** A webhook is tried */
        readonly post: operations["onWebhookTest"];
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
}
export interface components {
    schemas: {
        /**
         * @description A language tag ([BCP 47](https://www.rfc-editor.org/info/bcp47)); in XML it is `xml:lang`.
         * @example en
         */
        readonly Language: string;
        /** @description What every stanza to be sent says about itself. */
        readonly HeaderToSend: {
            /** @description Your own id for the stanza; left out, the bridge makes one. */
            readonly id?: string;
            /** @description The identity that speaks: a JID at the component domain, or its local part alone (`alerts`). Left out, it is the default identity of the API key. */
            readonly from?: string;
            /** @description JID of the recipient, also as a URI (`xmpp:juliet@example.org`). A domain stands alone where it has a dot, or is the component domain, one that this lies in, the XMPP server's own, or `localhost`. */
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
         * @description An element directly inside a stanza. It names its namespace, for there is nothing to inherit it from.
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
        /** @description Elements directly inside the stanza that no key of this API says completely, untouched and in order. What is unknown is never dropped. */
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
            readonly nick?: components["schemas"]["Nick"];
            readonly reply?: components["schemas"]["Reply"];
            readonly reactions?: components["schemas"]["Reactions"];
            readonly retract?: components["schemas"]["Retract"];
            readonly mucUser?: components["schemas"]["MucUser"];
            readonly form?: components["schemas"]["DataForm"];
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
             * @description `chat` for a conversation of two, `groupchat` for a room, `headline` for an alert that wants no answer. Left out, it is `chat`; `normal` for an invitation or a form without a body, which rooms take as such only.
             * @enum {string}
             */
            readonly type?: "chat" | "groupchat" | "headline" | "normal";
            /** @description Seconds within which the XMPP server has to acknowledge the message; then it becomes `failed` with the code `expired`, also while there is no link. Left out, it is the setting `BRIDGE_RETENTION`. */
            readonly ttl?: number;
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
         *     A message goes down this list and may skip steps; it never goes back.
         *
         *     | status | what may follow |
         *     |---|---|
         *     | `queued` | any other |
         *     | `sent` | `delivered`, `displayed`, `failed` |
         *     | `acknowledged` | `delivered`, `displayed`, `failed` |
         *     | `delivered` | `displayed` |
         *     | `displayed`, `failed` | nothing: they are final |
         *
         *     `acknowledged` is where most messages stay: XMPP servers do not confirm delivery. A receipt or marker may follow when the
         *     recipient's client sends one, also hours later. An error from the recipient's server makes it `failed`, usually within
         *     seconds. Both are taken in for as long as the record is kept, which is `BRIDGE_RETENTION` after its last change.
         *     What is `delivered` does not become `failed`: one device has it, even if another one refused it.
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
            /** @description A sentence for a person. */
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
             * @description `stanza-error`: it came back. `expired`: its `ttl` ended before the XMPP server acknowledged it.
             * @enum {string}
             */
            readonly code: "stanza-error" | "expired";
            readonly detail: string;
            readonly stanzaError?: components["schemas"]["StanzaError"];
            /** @description True for an expired message that was, or may have been, written to a link on which the XMPP server did not acknowledge it. It is not sent again. Without it, an expired message was never sent. */
            readonly mayHaveArrived?: boolean;
        };
        /** @description What is known of one accepted stanza. */
        readonly SendRecord: {
            /**
             * @description The id of the stanza on the wire, too.
             * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
             */
            readonly id: string;
            readonly kind: components["schemas"]["StanzaKind"];
            readonly status: components["schemas"]["SendStatus"];
            /** @description Whether no other status can follow. True for `displayed` and `failed`. */
            readonly final: boolean;
            readonly createdAt: components["schemas"]["Instant"];
            /** @description When its `ttl` ends. Unless the XMPP server has acknowledged it by then, it becomes `failed` within a second, whether or not there is a link. */
            readonly expiresAt: components["schemas"]["Instant"];
            /** @example alerts@bridge.example.org */
            readonly from: string;
            /** @example juliet@example.org */
            readonly to: string;
            /** @description Every status it had, oldest first. The time of `sent` is when it was written to the link, the time of `acknowledged` when the XMPP server confirmed it. */
            readonly history: readonly {
                readonly status: components["schemas"]["SendStatus"];
                readonly at: components["schemas"]["Instant"];
            }[];
            /**
             * @description The id that the room gave the message (XEP-0359), once its reflection came back. Reactions, replies and retractions name a message of a room by it.
             * @example 2026-01-31-f2a1c0de
             */
            readonly roomStanzaId?: string;
            readonly error?: components["schemas"]["SendFailure"];
        };
        /**
         * @description Every way in which the bridge says no.
         * @enum {string}
         */
        readonly ErrorCode: "malformed-body" | "invalid-request" | "invalid-address" | "invalid-stanza" | "payload-too-large" | "unsupported-media-type" | "not-acceptable" | "not-found" | "method-not-allowed" | "request-timeout" | "headers-too-large" | "conflict" | "idempotency-key-reused" | "history-lost" | "loop-detected" | "unauthorized" | "forbidden" | "identity-forbidden" | "recipient-forbidden" | "too-many-requests" | "quota-exceeded" | "too-many-pending-iqs" | "outbox-full" | "overloaded" | "stanza-error" | "answer-too-large" | "iq-timeout" | "link-down" | "link-lost" | "store-unavailable" | "issuer-unavailable" | "shutting-down" | "internal";
        readonly InputFault: {
            /**
             * @description RFC 6901 JSON pointer into the body (the empty string is the whole of it). For a parameter it begins with where it stands: `/query/limit`, `/path/id`, `/headers/idempotency-key`.
             * @example /to
             * @example /extensions/0/name
             * @example /query/limit
             * @example /headers/idempotency-key
             */
            readonly pointer: string;
            /**
             * @description What to do about it.
             * @example Use a string.
             */
            readonly detail: string;
        };
        /** @description What went wrong (RFC 9457). Programs look at `code`; people read `detail`. */
        readonly Problem: {
            /** @description `urn:stanza-bridge:problem:` and the code. */
            readonly type: string;
            /** @description The same for every problem of this code. */
            readonly title: string;
            readonly status: number;
            /** @description A sentence for a person, about this occurrence. */
            readonly detail: string;
            /** @description The path of the request. */
            readonly instance: string;
            readonly code: components["schemas"]["ErrorCode"];
            /** @description Whether the same request may succeed later. */
            readonly retryable: boolean;
            /** @description What is wrong with the input, and where. */
            readonly errors?: readonly components["schemas"]["InputFault"][];
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
                /** @description At most so many messages; 0 is none. */
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
        /** @description What an iq can carry, sent or received. At most one key beside `error`. */
        readonly IqContent: {
            readonly ping?: components["schemas"]["Ping"];
            readonly version?: components["schemas"]["Version"];
            readonly discoInfo?: components["schemas"]["DiscoInfo"];
            readonly discoItems?: components["schemas"]["DiscoItems"];
            readonly lastActivity?: components["schemas"]["LastActivity"];
            readonly time?: components["schemas"]["EntityTime"];
            readonly extensions?: components["schemas"]["Extensions"];
        };
        /**
         * @description A request to send ([RFC 6120 §8.2.3](https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3)), with exactly one payload: one of the keys, or `extensions` with one element.
         * @example {
         *       "to": "example.org",
         *       "ping": {}
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
             * @description `get` asks for something, `set` changes something. Left out, it is `get`.
             * @enum {string}
             */
            readonly type?: "get" | "set";
            readonly extensions?: readonly components["schemas"]["ExtensionElement"][];
        }) & (unknown | unknown | unknown | unknown | unknown | unknown | unknown);
        /** @description What every stanza that came in says about itself. */
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
         * @description A request or an answer that came in ([RFC 6120 §8.2.3](https://www.rfc-editor.org/rfc/rfc6120#section-8.2.3)).
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
        /** @description An iq request that does not wait for its answer. */
        readonly PendingIq: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            /** @constant */
            readonly status: "pending";
            readonly createdAt: components["schemas"]["Instant"];
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /** @description An iq request and what became of it. */
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
         * @description The one payload of an answer: one of the keys, or `extensions` with one element; `{}` is none.
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
        /** @description The type is the one that RFC 6120 recommends for the condition if it is left out. */
        readonly StanzaErrorToSend: {
            readonly condition: components["schemas"]["StanzaErrorCondition"];
            readonly type?: components["schemas"]["StanzaErrorType"];
            /** @description A sentence for a person. */
            readonly text?: string;
        };
        /**
         * Refusal
         * @description An error as the answer.
         */
        readonly IqRefusal: {
            readonly error: components["schemas"]["StanzaErrorToSend"];
        };
        /** @description How an iq request that came in is answered. */
        readonly IqAnswer: components["schemas"]["IqResult"] | components["schemas"]["IqRefusal"];
        /** @description `kind` (default `message`) and the stanza in its JSON form: `MessageToSend`, `PresenceToSend` or `IqToSend`. */
        readonly StanzaToEcho: {
            readonly kind?: components["schemas"]["StanzaKind"];
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * @description A message that came in ([RFC 6121 §5](https://www.rfc-editor.org/rfc/rfc6121#section-5)).
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
             * @description Left out, it is `normal`.
             * @enum {string}
             */
            readonly type?: "chat" | "error" | "groupchat" | "headline" | "normal";
            readonly error?: components["schemas"]["StanzaError"];
        };
        /**
         * @description Presence that came in ([RFC 6121 §4](https://www.rfc-editor.org/rfc/rfc6121#section-4)).
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
        readonly EventType: "message.received" | "presence.received" | "iq.received" | "message.status" | "webhook.disabled" | "webhook.test" | "link.up" | "link.down";
        /**
         * @description The same in every copy of this event, and the `webhook-id` of each attempt to deliver it.
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly EventId: string;
        /**
         * @description Its place in the event log; opaque.
         * @example 1732300000000-0
         */
        readonly EventCursor: string;
        /**
         * @description Whose event it is, as a bare JID of the bridge; the component domain for what concerns the whole bridge.
         * @example alerts@bridge.example.org
         */
        readonly EventIdentity: string;
        /**
         * @description The identity and the bare JID of the other side, with a space between; the component domain alone for what concerns the bridge itself. Events of one conversation are delivered in order.
         * @example alerts@bridge.example.org juliet@example.org
         */
        readonly EventConversation: string;
        /**
         * @description W3C `traceparent` of what led to the event; there where the bridge sends traces.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        readonly EventTrace: string;
        /** @description A message that came in, and as XML where that was asked for. */
        readonly ReceivedMessage: components["schemas"]["ReceivedHeader"] & components["schemas"]["MessageContent"] & {
            /** @enum {string} */
            readonly type?: "chat" | "error" | "groupchat" | "headline" | "normal";
            /**
             * @description An identity of the bridge sent it: another one in the same room, or one that wrote to this one. It is not answered automatically; a bot should skip it.
             * @constant
             */
            readonly self?: true;
            /**
             * @description A room told it after a join: it was said earlier. Each message is an event once, however often the room tells it. It is not answered automatically; a bot should skip it.
             * @constant
             */
            readonly history?: true;
            readonly error?: components["schemas"]["StanzaError"];
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
        /** @description Presence that came in, and as XML where that was asked for. */
        readonly ReceivedPresence: components["schemas"]["ReceivedHeader"] & components["schemas"]["PresenceContent"] & {
            /** @enum {string} */
            readonly type?: "error" | "probe" | "subscribe" | "subscribed" | "unavailable" | "unsubscribe" | "unsubscribed";
            readonly error?: components["schemas"]["StanzaError"];
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
        /** @description A request that came in, and as XML where that was asked for. */
        readonly ReceivedIq: components["schemas"]["ReceivedHeader"] & components["schemas"]["IqContent"] & {
            /** @enum {string} */
            readonly type?: "error" | "get" | "result" | "set";
            readonly error?: components["schemas"]["StanzaError"];
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
                /** @description The key that made the webhook. */
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
        /** @description One thing that came in. The same in the event log and in webhooks. */
        readonly Event: components["schemas"]["MessageReceived"] | components["schemas"]["PresenceReceived"] | components["schemas"]["IqReceived"] | components["schemas"]["MessageStatus"] | components["schemas"]["WebhookDisabled"] | components["schemas"]["WebhookTest"] | components["schemas"]["LinkUp"] | components["schemas"]["LinkDown"];
        readonly EventPage: {
            readonly items: readonly components["schemas"]["Event"][];
            /**
             * @description Where to read on, as `after`; also after an empty page.
             * @example 1732300000000-0
             */
            readonly cursor: string;
        };
        /** @description An event; its `cursor` is the place to come back to. */
        readonly StreamEvent: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "event";
            readonly event: components["schemas"]["Event"];
        };
        /** @description Where the connection stands when no event says it; the first frame, and now and then. */
        readonly StreamCursor: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "cursor";
            readonly cursor: components["schemas"]["EventCursor"];
        };
        /** @description The answer to a command, as the call of the API would have been answered. */
        readonly StreamAnswer: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            readonly type: "answer";
            readonly ref: string;
            readonly status: number;
            /** @description A problem from status 400 on. */
            readonly body?: Record<string, never>;
        };
        /** @description A frame that was not understood, or, just before the connection is closed, why. A frame with a `ref` that could be read is answered with it. */
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
            /** @description A value of the client's choice, to tell the answers apart. */
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
        readonly Acknowledgement: {
            /** @description Of the last event that is done with; with `sharing=competing`, of the event that is done with. */
            readonly cursor: string;
        };
        readonly Consumer: {
            /** @example orders */
            readonly name: string;
            /** @description Where it goes on. An acknowledgement never brings it back. */
            readonly cursor: string;
        };
        readonly Ticket: {
            /** @example sbt_q0qvC3vT7o8aXG5xkKkqk9mYk9m1bQbX7X3sJm2W1nE */
            readonly ticket: string;
            readonly expiresAt: components["schemas"]["Instant"];
        };
        /**
         * @description Where events are posted: `https`, or `http` to what the operator allows. No private addresses unless the operator allows them, no user name or password (see `authorization`), no fragment. It is shown in its normal form, with an internationalised host in Punycode.
         * @example https://shop.example/hooks/xmpp
         */
        readonly WebhookUrl: string;
        /**
         * @description The types of event to be told of.
         * @example [
         *       "message.received",
         *       "message.status"
         *     ]
         */
        readonly WebhookEvents: readonly components["schemas"]["EventType"][];
        /**
         * @description Local parts or patterns (`bot-*`) of identities to be told about, also with the component domain behind them; `*` (the default) is every identity of the key.
         * @example [
         *       "bot-*"
         *     ]
         */
        readonly WebhookIdentities: readonly string[];
        /**
         * @description Bare JIDs, domains or patterns (`*@example.org`) of the other side; `*` is the default.
         * @example [
         *       "*@example.org"
         *     ]
         */
        readonly WebhookRemotes: readonly string[];
        /** @description Whether `data` of stanzas also carries them as XML, in `xml`. Default false. */
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
         * @description Checks the signatures of an `ed25519` webhook.
         * @example whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
         */
        readonly WebhookPublicKey: string;
        /**
         * @description The names of the headers that are sent with each attempt; `***` stands for each value.
         * @example {
         *       "X-Api-Key": "***"
         *     }
         */
        readonly WebhookHeadersShown: {
            readonly [key: string]: "***";
        };
        /**
         * @description How each attempt is authorized; `***` stands for each secret.
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
         * @description * `active`: events are delivered
         *     * `failing`: ten attempts in a row failed, or all for a minute; tried one at a time until one succeeds
         *     * `paused`: by a call; events wait
         *     * `disabled`: it answered 410; nothing is kept for it until it is resumed
         * @enum {string}
         */
        readonly WebhookStatus: "active" | "failing" | "paused" | "disabled";
        /** @description What waits, and what a bound left out; as of a few seconds ago. */
        readonly WebhookBacklog: {
            /** @description Events taken out of the event log for this webhook and not delivered yet; more may wait there. */
            readonly waiting: number;
            /** @description Events that became dead letters untried, because too many waited. */
            readonly overflowed: number;
            /** @description Dead letters that made room for newer ones, and are gone. */
            readonly dropped: number;
            /** @description Times that the event log lost events before this webhook had them. */
            readonly gaps: number;
        };
        readonly Webhook: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly url: components["schemas"]["WebhookUrl"];
            readonly events: components["schemas"]["WebhookEvents"];
            readonly identities: components["schemas"]["WebhookIdentities"];
            readonly remotes: components["schemas"]["WebhookRemotes"];
            readonly xml: components["schemas"]["WebhookXml"];
            readonly signing: components["schemas"]["WebhookSigning"];
            readonly publicKey?: components["schemas"]["WebhookPublicKey"];
            readonly oldSecretUntil?: components["schemas"]["Instant"];
            readonly headers?: components["schemas"]["WebhookHeadersShown"];
            readonly authorization?: components["schemas"]["WebhookAuthorizationShown"];
            readonly description?: components["schemas"]["WebhookDescription"];
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
            /** @description Where the next page begins; absent on the last one. */
            readonly next?: string;
        };
        /**
         * @description Headers that the receiver asks for, sent with each attempt: at most 16, with at most 8 KiB in all. None that the bridge sets itself (`Host`, `Content-Type`, `webhook-…` and so on); for `Authorization` see `authorization`. The values are secret: they are never shown.
         * @example {
         *       "X-Api-Key": "a-secret-value"
         *     }
         */
        readonly WebhookHeaders: {
            readonly [key: string]: string;
        };
        /**
         * @description What the receiver wants in `Authorization`: `basic` with `username` and `password` (RFC 7617), or `bearer` with `token` (RFC 6750). It is secret: it is never shown.
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
            /** @description With `basic`; without a colon. */
            readonly username?: string;
            /** @description With `basic`. */
            readonly password?: string;
            /** @description With `bearer`; without the word `Bearer`. */
            readonly token?: string;
        };
        readonly WebhookToCreate: {
            readonly url: components["schemas"]["WebhookUrl"];
            readonly events: components["schemas"]["WebhookEvents"];
            readonly identities?: components["schemas"]["WebhookIdentities"];
            readonly remotes?: components["schemas"]["WebhookRemotes"];
            readonly xml?: components["schemas"]["WebhookXml"];
            readonly signing?: components["schemas"]["WebhookSigning"];
            readonly headers?: components["schemas"]["WebhookHeaders"];
            readonly authorization?: components["schemas"]["WebhookAuthorization"];
            readonly description?: components["schemas"]["WebhookDescription"];
        };
        /**
         * @description Signs each delivery. Shown here only. Absent for `ed25519`, whose secret never leaves the bridge.
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
            readonly xml: components["schemas"]["WebhookXml"];
            readonly signing: components["schemas"]["WebhookSigning"];
            readonly publicKey?: components["schemas"]["WebhookPublicKey"];
            readonly oldSecretUntil?: components["schemas"]["Instant"];
            readonly headers?: components["schemas"]["WebhookHeadersShown"];
            readonly authorization?: components["schemas"]["WebhookAuthorizationShown"];
            readonly description?: components["schemas"]["WebhookDescription"];
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
         * @description A header that is named is set, or removed with `null`; the others stay. `null` in place of the object removes them all. The value `***` keeps the one that is stored.
         * @example {
         *       "X-Api-Key": "a-secret-value",
         *       "X-Old": null
         *     }
         */
        readonly WebhookHeadersToChange: {
            readonly [key: string]: string | null;
        } | null;
        /** @description Replaces the one that is stored; `null` removes it. `***` keeps a value that is stored under the same scheme. */
        readonly WebhookAuthorizationToChange: components["schemas"]["WebhookAuthorization"] | null;
        /** @description What is left out stays as it is. */
        readonly WebhookToChange: {
            readonly url?: components["schemas"]["WebhookUrl"];
            readonly events?: components["schemas"]["WebhookEvents"];
            readonly identities?: components["schemas"]["WebhookIdentities"];
            readonly remotes?: components["schemas"]["WebhookRemotes"];
            readonly xml?: components["schemas"]["WebhookXml"];
            readonly headers?: components["schemas"]["WebhookHeadersToChange"];
            readonly authorization?: components["schemas"]["WebhookAuthorizationToChange"];
            readonly description?: components["schemas"]["WebhookDescription"];
        };
        /** @description What one POST to a webhook came to. */
        readonly WebhookAttempt: {
            /** @description Whether it was answered with 2xx. */
            readonly ok: boolean;
            readonly eventId: string;
            readonly at: components["schemas"]["Instant"];
            readonly durationMs: number;
            /** @description The HTTP status; absent when there was no answer. */
            readonly status?: number;
            /**
             * @description Why there was no answer.
             * @example connection refused
             */
            readonly error?: string;
        };
        readonly WebhookSecretChange: {
            /** @description How long deliveries are signed with the old secret too; a day when left out. */
            readonly overlapSeconds?: number;
        };
        /**
         * @description What the key is for; need not be unique.
         * @example alerts
         */
        readonly KeyName: string;
        /**
         * @description Whom the key speaks as and hears for: local parts or patterns (`bot-*`), also with the component domain behind them; `*` is every identity and the component domain itself. The first one without a `*` speaks where `from` is left out.
         * @example [
         *       "alerts",
         *       "bot-*"
         *     ]
         */
        readonly KeyIdentities: readonly string[];
        /**
         * @description A group of operations. The scope that an operation needs is named with it.
         * @enum {string}
         */
        readonly KeyScope: "messages:send" | "presence:send" | "iq:send" | "stanzas:send" | "events:read" | "webhooks:manage" | "keys:manage" | "status:read";
        /**
         * @description What the key may do.
         * @example [
         *       "messages:send",
         *       "events:read"
         *     ]
         */
        readonly KeyScopes: readonly components["schemas"]["KeyScope"][];
        /**
         * @description Domains that the key may send to, or patterns (`*.example.org`); `*` is any. Left out, those of the key that creates it.
         * @example [
         *       "example.org",
         *       "*.example.org"
         *     ]
         */
        readonly KeyRecipients: readonly string[];
        /**
         * @description Requests per second, on all replicas together; a batch counts as many as it has messages. Left out, the default of the bridge.
         * @example 1000
         */
        readonly KeyRate: number;
        /**
         * @description Stanzas that the key may send in a day (UTC). Without one there is no such bound.
         * @example 100000
         */
        readonly KeyQuota: number;
        /** @description An API key, without its value. */
        readonly Key: {
            /** @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K */
            readonly id: string;
            readonly name: components["schemas"]["KeyName"];
            readonly identities: components["schemas"]["KeyIdentities"];
            readonly scopes: components["schemas"]["KeyScopes"];
            readonly recipients: components["schemas"]["KeyRecipients"];
            readonly rate: components["schemas"]["KeyRate"];
            readonly quota?: components["schemas"]["KeyQuota"];
            readonly createdAt: components["schemas"]["Instant"];
            /**
             * @description The id of the key that created it.
             * @example bootstrap
             */
            readonly createdBy: string;
            readonly expiresAt?: components["schemas"]["Instant"];
            /** @description To about a minute. */
            readonly lastUsedAt?: components["schemas"]["Instant"];
            /** @description Until when the value before the last rotation is good too; absent when only one value is. */
            readonly previousUntil?: components["schemas"]["Instant"];
        };
        readonly KeyPage: {
            readonly items: readonly components["schemas"]["Key"][];
            /** @description Where the next page begins; absent on the last one. */
            readonly next?: string;
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
            readonly createdAt: components["schemas"]["Instant"];
            /**
             * @description The id of the key that created it.
             * @example bootstrap
             */
            readonly createdBy: string;
            readonly expiresAt?: components["schemas"]["Instant"];
            /** @description To about a minute. */
            readonly lastUsedAt?: components["schemas"]["Instant"];
            /** @description Until when the value before the last rotation is good too; absent when only one value is. */
            readonly previousUntil?: components["schemas"]["Instant"];
            /**
             * @description What goes behind `Bearer`. Shown here only; the bridge keeps no more than its SHA-256.
             * @example sbk_5Yx0V7v1aJc3m9ZQ2wKf8Rr6TtUuB4nD_pLhGsEeXoI
             */
            readonly key: string;
        };
        readonly KeyToRotate: {
            /** @description Seconds for which the value that the key has now stays good. 0 ends it at once; left out, a day. */
            readonly overlapSeconds?: number;
        };
        /** @description Where to begin. */
        readonly EventsToReplay: {
            /** @description The cursor of an event; those after it are delivered again. */
            readonly after?: string;
            readonly since?: components["schemas"]["Instant"];
        };
        readonly ReplayBegun: {
            /** @description False when events since the time asked for are no longer kept; it begins with the oldest there is. */
            readonly complete: boolean;
        };
        /**
         * @description * `pending`: asked for again, and its turn comes
         *     * `waiting`: it failed, and is tried again at `nextAttemptAt`
         *     * `delivered`: answered with 2xx
         *     * `dead`: given up; among the dead letters until it is replayed or discarded
         * @enum {string}
         */
        readonly DeliveryStatus: "pending" | "waiting" | "delivered" | "dead";
        /** @description One POST of a delivery. */
        readonly DeliveryAttempt: {
            readonly at: components["schemas"]["Instant"];
            readonly durationMs: number;
            /** @description What was sent, without the `headers` and the `authorization` of the webhook. */
            readonly request: {
                readonly headers: {
                    readonly [key: string]: string;
                };
                /** @description As it was sent; absent once the event is no longer kept. */
                readonly body?: string;
            };
            /** @description Absent when there was none. */
            readonly answer?: {
                readonly status: number;
                /** @description The beginning of it, if it had any. */
                readonly body?: string;
            };
            /**
             * @description Why it counts as failed.
             * @example connection refused
             */
            readonly error?: string;
            /** @description Why the reply in the answer was not sent: an error, a message of the bridge's own, history, delayed messages, and what looks like a loop are not answered. */
            readonly replyWithheld?: string;
            /**
             * @description Why what the answer asked for was not done, or not all of it; also for what looks like a reply and is none. It counts as no failure.
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
            /** @description Attempts that count against the schedule; probes of a failing webhook do not. */
            readonly attempts: number;
            readonly firstAttemptAt: components["schemas"]["Instant"];
            readonly nextAttemptAt?: components["schemas"]["Instant"];
            readonly lastAttempt?: components["schemas"]["DeliveryAttempt"];
        };
        readonly DeliveryPage: {
            /** @description The newest events first. */
            readonly items: readonly components["schemas"]["Delivery"][];
            /** @description Where the next page begins; absent on the last one. */
            readonly next?: string;
        };
        /** @description A delivery that was given up; kept for seven days. */
        readonly DeadLetter: {
            /** @example 1769860800000-0 */
            readonly id: string;
            readonly diedAt: components["schemas"]["Instant"];
            readonly delivery: components["schemas"]["Delivery"];
        };
        readonly DeadLetterPage: {
            /** @description The oldest first. */
            readonly items: readonly components["schemas"]["DeadLetter"][];
            /** @description Where the next page begins; absent on the last one. */
            readonly next?: string;
        };
        readonly DeadLettersToReplay: {
            /** @description Which ones; all of them when left out. Those that are no longer there are passed over. */
            readonly ids?: readonly string[];
        };
        readonly DeadLettersReplayed: {
            /** @description How many were taken out of the dead letters to be delivered. */
            readonly replayed: number;
        };
        readonly StatusReport: {
            /**
             * @description The replica that answers.
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
             * @description The replica that holds the link; null while nobody does, or while the store is down.
             * @example bridge-0
             */
            readonly leader: string | null;
            /**
             * @description Grows with each change of the leader; 0 before the first, or while the store is down.
             * @example 7
             */
            readonly epoch: number;
            /** @description The link of this replica. */
            readonly link: {
                /** @enum {string} */
                readonly state: "offline" | "connecting" | "online" | "draining";
                readonly since: components["schemas"]["Instant"];
                /**
                 * @description How the bridge learns that the server has what was sent.
                 * @enum {string}
                 */
                readonly barrier: "self" | "server" | "none" | "unproven";
                /** @description Why the last attempt or link ended. */
                readonly lastError?: string;
            };
            readonly outbox: {
                /**
                 * @description Stanzas that wait for the XMPP server; as last counted while the store is down.
                 * @example 0
                 */
                readonly depth: number;
            };
            /**
             * @description iq requests of this replica that wait for an answer.
             * @example 0
             */
            readonly pendingIqs: number;
            readonly store: {
                /** @enum {string} */
                readonly kind: "memory" | "redis";
                /**
                 * @description Whether anything can be stored now.
                 * @enum {string}
                 */
                readonly state: "up" | "down";
                readonly since: components["schemas"]["Instant"];
                /**
                 * @description Where the store is and why it is down.
                 * @example Redis at redis:6379: connection refused
                 */
                readonly detail?: string;
                readonly warnings: readonly string[];
            };
        };
        /** @description A message in the answer to an event; `to` and `from` default to the two sides of the conversation. */
        readonly MessageReply: components["schemas"]["MessageContent"] & {
            readonly from?: string;
            readonly to?: string;
            /** @enum {string} */
            readonly type?: "chat" | "groupchat" | "headline" | "normal";
            readonly lang?: components["schemas"]["Language"];
            /** @description Seconds within which the XMPP server has to acknowledge the message; then it becomes `failed` with the code `expired`, also while there is no link. Left out, it is the setting `BRIDGE_RETENTION`. */
            readonly ttl?: number;
        };
        /** @description Optional: what is sent in reply. It is read from `application/json`, `text/plain` and an answer without a type. A message alone (`{"body":"Hello"}`, also with `text` or `reply` as the name of its text) and a bare list of messages are taken like `messages`. An acknowledgement such as `ok` or `{"status":"received"}` means nothing. What was meant as a reply and cannot be used is explained in `replyError` of the delivery, which is delivered all the same. Nothing is sent in answer to errors, to what an identity of the bridge sent, to the history of a room and to delayed messages. */
        readonly WebhookAnswer: {
            /** @description Sent through the same gate and with the rights of the webhook's key. `to` defaults to the sender and `from` to the identity that was written to. */
            readonly messages?: readonly components["schemas"]["MessageReply"][];
        };
    };
    responses: {
        /** @description The request does not follow this document (`malformed-body`, `invalid-request`). `errors` says where; for JSON with line and column. */
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
                 *       "detail": "1 thing in the request needs a change.",
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
        /** @description No key, or not a valid one (`unauthorized`). */
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
                 *       "detail": "Send a valid API key as \"Authorization: Bearer <key>\".",
                 *       "instance": "/v1/messages",
                 *       "code": "unauthorized",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A good key that may not do this (`forbidden`), may not speak as this identity (`identity-forbidden`), or may not send there (`recipient-forbidden`). Where an answer was awaited, also a remote entity that refused (`stanza-error`). */
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
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It stands against something that is already there (`conflict`), or it would be an answer of the bridge to itself (`loop-detected`). */
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
                 *       "detail": "This was answered before.",
                 *       "instance": "/v1/messages",
                 *       "code": "conflict",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is over its bound (`payload-too-large`). */
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
                 *       "detail": "The body is over 131072 bytes.",
                 *       "instance": "/v1/messages",
                 *       "code": "payload-too-large",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This operation takes other content types (`unsupported-media-type`). */
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
                 *       "detail": "Send application/json.",
                 *       "instance": "/v1/messages",
                 *       "code": "unsupported-media-type",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description An address or a selector is none (`invalid-address`; `errors` says where, and what was probably meant); a stanza follows this document and cannot be sent all the same (`invalid-stanza`); or the `Idempotency-Key` came before with another body (`idempotency-key-reused`). Where an answer was awaited, also a remote entity that could not use the request (`stanza-error`). */
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
        /** @description Over a limit (`too-many-requests`, `quota-exceeded`, `too-many-pending-iqs`). */
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
                 *       "detail": "This key may send 1000 requests per second.",
                 *       "instance": "/v1/messages",
                 *       "code": "too-many-requests",
                 *       "retryable": true
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A fault of the bridge (`internal`). Its log has the details under the `x-request-id` of the answer. */
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
                 *       "detail": "The bridge failed; its log says why.",
                 *       "instance": "/v1/messages",
                 *       "code": "internal",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not now (`store-unavailable`, `link-down`, `link-lost`, `outbox-full`, `overloaded`, `issuer-unavailable`, `shutting-down`); where an answer was awaited, also a remote entity that says to wait (`stanza-error`). */
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
                 *       "detail": "The store does not answer; nothing was done.",
                 *       "instance": "/v1/messages",
                 *       "code": "store-unavailable",
                 *       "retryable": true
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No such thing, or not yours (`not-found`). */
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
                 *       "detail": "Nothing with this id.",
                 *       "instance": "/v1/messages/01JD8Q4Z7N0V4R6T1B3X5Y7W9K",
                 *       "code": "not-found",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The address or what was asked of it does not exist, or nobody is there to answer (`stanza-error`). */
        readonly RemoteNotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "The other side refused",
                 *       "status": 404,
                 *       "detail": "item-not-found: no such node",
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
        /** @description None of the representations in `Accept` is to be had (`not-acceptable`). */
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
                 *       "detail": "This answer comes as application/json or application/xmpp+xml.",
                 *       "instance": "/v1/iq",
                 *       "code": "not-acceptable",
                 *       "retryable": false
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The other side sees a conflict or did not expect the request now (`stanza-error`), the id is taken (`conflict`), or it would be an answer of the bridge to itself (`loop-detected`). */
        readonly RemoteConflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "The other side refused",
                 *       "status": 409,
                 *       "detail": "conflict",
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
        /** @description The address is gone for good (`stanza-error`). */
        readonly RemoteGone: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "The other side refused",
                 *       "status": 410,
                 *       "detail": "gone",
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
        /** @description The other side does not know this request (`stanza-error`). */
        readonly RemoteNotImplemented: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "The other side refused",
                 *       "status": 501,
                 *       "detail": "feature-not-implemented",
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
        /** @description The other side failed (`stanza-error`), or its answer is over a bound of the bridge (`answer-too-large`). */
        readonly RemoteFault: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:stanza-error",
                 *       "title": "The other side refused",
                 *       "status": 502,
                 *       "detail": "internal-server-error",
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
        /** @description No answer in time (`iq-timeout`, or `stanza-error` with `remote-server-timeout`). */
        readonly GatewayTimeout: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "urn:stanza-bridge:problem:iq-timeout",
                 *       "title": "No answer in time",
                 *       "status": 504,
                 *       "detail": "juliet@example.org did not answer within 10 s.",
                 *       "instance": "/v1/iq",
                 *       "code": "iq-timeout",
                 *       "retryable": true
                 *     }
                 */
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Events after this cursor were dropped before they were read (`history-lost`). Go on without `after`: what is left is read from its beginning. */
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
                 *       "detail": "Events after this cursor are not kept any more.",
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
         * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
         * @example order-4711-shipped
         */
        readonly IdempotencyKey: string;
        /**
         * @description The id that the bridge answered when it was created.
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly Id: string;
        /**
         * @description RFC 7240. `wait=N` waits up to N seconds for the answer (1 to 60, default 10; more is taken as 60). `respond-async` does not wait: the answer is read from `/v1/iq/{id}`. What is unknown is ignored.
         * @example wait=20
         */
        readonly Prefer: string;
        /**
         * @description RFC 7240. For an iq: `wait=N` waits up to N seconds for the answer (1 to 60, default 10; more is taken as 60). What is unknown is ignored.
         * @example wait=20
         */
        readonly PreferWait: string;
        /** @description A cursor; events after it are returned. `oldest` (the default) is before the oldest event that is kept, `now` after the newest. */
        readonly After: string;
        /** @description Reads as the consumer with this name: without `after`, from the cursor that was acknowledged last. A consumer that is new begins where a reader without a name would, and keeps that place until its first acknowledgement; one that is not used for 30 days is forgotten. Of streams, the one that came last reads; the one before is ended. */
        readonly Consumer: string;
        /** @description Only events of this type; give it once for each type. */
        readonly WantedEvents: readonly components["schemas"]["EventType"][];
        /** @description Only events of identities whose local part is this or fits this pattern (`bot-*`), also with the component domain behind it; may be given several times. */
        readonly WantedIdentities: readonly string[];
        /** @description Only events whose other side is this bare JID or domain, or fits this pattern (`*@example.org`); may be given several times. */
        readonly WantedRemotes: readonly string[];
        /** @description Whether stanzas also come as XML, in `data.xml`. */
        readonly WantedXml: boolean;
        /** @description A cursor; events after it are sent. `now` (the default) is after the newest event, `oldest` before the oldest that is kept. */
        readonly StreamAfter: string;
        /** @description The cursor that came last, as an SSE client sends it when it connects again; goes before `after`. */
        readonly LastEventId: string;
        /** @description How several connections with the same `consumer` read. `alone`: the one that came last reads, and acknowledges everything up to a cursor. `competing`: they share the events. Each event goes to one of them, all events of a conversation to the same one while it has not acknowledged one of them, and each event is acknowledged by its own cursor. What a connection has not acknowledged when it ends goes to another. A connection is sent up to 32 events ahead of its acknowledgements. All ask for the same events. The first connection of a consumer begins at `after`; later ones where the consumer is. The two ways keep places of their own under one name. */
        readonly Sharing: "alone" | "competing";
        /** @description Of `POST /v1/tickets`, in place of the header `Authorization`. */
        readonly Ticket: string;
        /**
         * @description The name of a consumer of this key.
         * @example orders
         */
        readonly ConsumerName: string;
        /**
         * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
         * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly WebhookId: string;
        /**
         * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
         * @example 1769860800
         */
        readonly WebhookTimestamp: string;
        /**
         * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        readonly WebhookSignature: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Where to read what becomes of it.
         * @example /v1/messages/01JD8Q4Z7N0V4R6T1B3X5Y7W9K
         */
        readonly Location: string;
        /**
         * @description How to authenticate.
         * @example Bearer realm="stanza-bridge"
         */
        readonly WwwAuthenticate: string;
        /**
         * @description Seconds after which the same call may succeed.
         * @example 5
         */
        readonly RetryAfter: number;
        /**
         * @description The preferences that were followed (RFC 7240).
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
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
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
            /** @description Kept, and on its way. */
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
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
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
            /** @description What became of each line, in order. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Its present status and all before it. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
    readonly sendPresence: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
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
            /** @description Kept, and on its way. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
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
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description RFC 7240. `wait=N` waits up to N seconds for the answer (1 to 60, default 10; more is taken as 60). `respond-async` does not wait: the answer is read from `/v1/iq/{id}`. What is unknown is ignored.
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
            /** @description The answer. */
            readonly 200: {
                headers: {
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Iq"];
                    readonly "application/xmpp+xml": components["schemas"]["Xml"];
                };
            };
            /** @description Asked; the answer is read from `Location`. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
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
    readonly getIq: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
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
            /** @description The answer is on its way. */
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
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description RFC 7240. For an iq: `wait=N` waits up to N seconds for the answer (1 to 60, default 10; more is taken as 60). What is unknown is ignored.
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
            /** @description The answer to an iq. */
            readonly 200: {
                headers: {
                    readonly "Preference-Applied": components["headers"]["PreferenceApplied"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Iq"];
                    readonly "application/xmpp+xml": components["schemas"]["Xml"];
                };
            };
            /** @description Kept, and on its way. */
            readonly 202: {
                headers: {
                    readonly Location: components["headers"]["Location"];
                    readonly [name: string]: unknown;
                };
                content: {
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
                /** @description A cursor; events after it are returned. `oldest` (the default) is before the oldest event that is kept, `now` after the newest. */
                readonly after?: components["parameters"]["After"];
                /** @description The most events to return. */
                readonly limit?: number;
                /** @description Seconds to wait for the first event when there is none yet. */
                readonly wait?: number;
                /** @description Reads as the consumer with this name: without `after`, from the cursor that was acknowledged last. A consumer that is new begins where a reader without a name would, and keeps that place until its first acknowledgement; one that is not used for 30 days is forgotten. Of streams, the one that came last reads; the one before is ended. */
                readonly consumer?: components["parameters"]["Consumer"];
                /** @description Only events of this type; give it once for each type. */
                readonly events?: components["parameters"]["WantedEvents"];
                /** @description Only events of identities whose local part is this or fits this pattern (`bot-*`), also with the component domain behind it; may be given several times. */
                readonly identities?: components["parameters"]["WantedIdentities"];
                /** @description Only events whose other side is this bare JID or domain, or fits this pattern (`*@example.org`); may be given several times. */
                readonly remotes?: components["parameters"]["WantedRemotes"];
                /** @description Whether stanzas also come as XML, in `data.xml`. */
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
                /** @description A cursor; events after it are sent. `now` (the default) is after the newest event, `oldest` before the oldest that is kept. */
                readonly after?: components["parameters"]["StreamAfter"];
                /** @description Reads as the consumer with this name: without `after`, from the cursor that was acknowledged last. A consumer that is new begins where a reader without a name would, and keeps that place until its first acknowledgement; one that is not used for 30 days is forgotten. Of streams, the one that came last reads; the one before is ended. */
                readonly consumer?: components["parameters"]["Consumer"];
                /** @description Only events of this type; give it once for each type. */
                readonly events?: components["parameters"]["WantedEvents"];
                /** @description Only events of identities whose local part is this or fits this pattern (`bot-*`), also with the component domain behind it; may be given several times. */
                readonly identities?: components["parameters"]["WantedIdentities"];
                /** @description Only events whose other side is this bare JID or domain, or fits this pattern (`*@example.org`); may be given several times. */
                readonly remotes?: components["parameters"]["WantedRemotes"];
                /** @description Whether stanzas also come as XML, in `data.xml`. */
                readonly xml?: components["parameters"]["WantedXml"];
            };
            readonly header?: {
                /** @description The cursor that came last, as an SSE client sends it when it connects again; goes before `after`. */
                readonly "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Events as they come, without end. */
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
                /** @description A cursor; events after it are sent. `now` (the default) is after the newest event, `oldest` before the oldest that is kept. */
                readonly after?: components["parameters"]["StreamAfter"];
                /** @description Reads as the consumer with this name: without `after`, from the cursor that was acknowledged last. A consumer that is new begins where a reader without a name would, and keeps that place until its first acknowledgement; one that is not used for 30 days is forgotten. Of streams, the one that came last reads; the one before is ended. */
                readonly consumer?: components["parameters"]["Consumer"];
                /** @description How several connections with the same `consumer` read. `alone`: the one that came last reads, and acknowledges everything up to a cursor. `competing`: they share the events. Each event goes to one of them, all events of a conversation to the same one while it has not acknowledged one of them, and each event is acknowledged by its own cursor. What a connection has not acknowledged when it ends goes to another. A connection is sent up to 32 events ahead of its acknowledgements. All ask for the same events. The first connection of a consumer begins at `after`; later ones where the consumer is. The two ways keep places of their own under one name. */
                readonly sharing?: components["parameters"]["Sharing"];
                /** @description Only events of this type; give it once for each type. */
                readonly events?: components["parameters"]["WantedEvents"];
                /** @description Only events of identities whose local part is this or fits this pattern (`bot-*`), also with the component domain behind it; may be given several times. */
                readonly identities?: components["parameters"]["WantedIdentities"];
                /** @description Only events whose other side is this bare JID or domain, or fits this pattern (`*@example.org`); may be given several times. */
                readonly remotes?: components["parameters"]["WantedRemotes"];
                /** @description Whether stanzas also come as XML, in `data.xml`. */
                readonly xml?: components["parameters"]["WantedXml"];
                /** @description Of `POST /v1/tickets`, in place of the header `Authorization`. */
                readonly ticket?: components["parameters"]["Ticket"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Connected. These are its frames. */
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
            /** @description The place that is kept. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                /** @description The most webhooks to return. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
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
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
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
                 * @description The id that the bridge answered when it was created.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Gone, with its backlog. */
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
    readonly updateWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
            /** @description The webhook as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What the attempt came to, good or bad. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookAttempt"];
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
    readonly pauseWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
    readonly resumeWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The webhook as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
    readonly rotateWebhookSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
            /** @description The webhook as it is now, with its new secret or public key. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
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
                /** @description The most keys to return. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
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
                 * @description A value of your choice, new for each key that is to be created. For 24 hours a repeat creates nothing and is answered 409 `conflict`, never with the first answer.
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
                    readonly "application/json": components["schemas"]["KeyCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            /** @description This `Idempotency-Key` has created a key before; its id is in `detail`. The value of that key was shown then and is not shown again. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key, without its value. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                 * @description The id that the bridge answered when it was created.
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
                 * @description A value of your choice, new for each rotation of this key. For 24 hours a repeat rotates nothing and is answered 409 `conflict`, never with the first answer.
                 * @example key-for-alerts-2026-02
                 */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
            /** @description The key with its new value. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KeyCreated"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            /** @description This `Idempotency-Key` has rotated this key before. Its value was shown then and is not shown again. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                 * @description A value of your choice, new for each request and the same for its repeats. For 24 hours a repeat gets the first answer again; the same key with another body is refused with `idempotency-key-reused`.
                 * @example order-4711-shipped
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
            /** @description It begins. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                /** @description Only these. */
                readonly status?: "pending" | "waiting" | "delivered" | "dead";
                /** @description The most deliveries to return. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is that of its event.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
                /**
                 * @description The id of the delivery, which is that of its event.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly deliveryId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It will be tried. This is how it stood. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Delivery"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 410: components["responses"]["HistoryLost"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly 500: components["responses"]["InternalError"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listDeadLetters: {
        readonly parameters: {
            readonly query?: {
                /** @description The most dead letters to return. */
                readonly limit?: number;
                /** @description The `next` of the page before. */
                readonly after?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
                 * @description The id that the bridge answered when it was created.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly id: components["parameters"]["Id"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description They are gone. */
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
                 * @description The id that the bridge answered when it was created.
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
            /** @description They will be tried. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DeadLettersReplayed"];
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
    readonly discardDeadLetter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The id that the bridge answered when it was created.
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
            /** @description It is gone. */
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
    readonly getStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The state of this replica and of what the replicas share. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
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
                 * @description The id of the event; the same on every attempt, so that a receiver can tell repeats.
                 * @example 01JD8Q4Z7N0V4R6T1B3X5Y7W9K
                 */
                readonly "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this attempt was made, in seconds since 1970. Refuse what is more than five minutes off.
                 * @example 1769860800
                 */
                readonly "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description Standard Webhooks: `v1,` and the Base64 of HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the webhook's secret, or `v1a,` and the Base64 of the Ed25519 signature of the same. Two of them, with a space between, while a secret is replaced.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                readonly "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
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
            /** @description Do not come again; the webhook is disabled. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. Any other answer is a failure too, and is tried again. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not now; `Retry-After` is honoured. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
