/** Names for what the contract describes; the shapes are generated from `openapi/`. */
import type { components } from './types.gen.ts';

type Schemas = components['schemas'];

export type MessageToSend = Schemas['MessageToSend'];
export type MessageReplyBody = Schemas['MessageReply'];
export type PresenceToSend = Schemas['PresenceToSend'];
export type IqToSend = Schemas['IqToSend'];
export type IqAnswerBody = Schemas['IqAnswer'];

export type ProblemBody = Schemas['Problem'];
export type BatchResultBody = Schemas['BatchResult'];
export type IqRecordBody = Schemas['IqRecord'];
export type EventEnvelope = Schemas['Event'];
export type WebhookToCreate = Schemas['WebhookToCreate'];
export type WebhookToChange = Schemas['WebhookToChange'];
export type WebhookToTest = Schemas['WebhookToTest'];
export type WebhookBody = Schemas['Webhook'];
export type WebhookCreatedBody = Schemas['WebhookCreated'];
export type WebhookPageBody = Schemas['WebhookPage'];
export type WebhookSecretChange = Schemas['WebhookSecretChange'];
export type EventsToReplay = Schemas['EventsToReplay'];
export type DeliveryBody = Schemas['Delivery'];
export type DeliveryAttemptBody = Schemas['DeliveryAttempt'];
export type DeliveryPageBody = Schemas['DeliveryPage'];
export type DeadLetterBody = Schemas['DeadLetter'];
export type DeadLetterPageBody = Schemas['DeadLetterPage'];
export type WebhookAttemptBody = Schemas['WebhookAttempt'];
export type KeyToCreate = Schemas['KeyToCreate'];
export type KeyToChange = Schemas['KeyToChange'];
export type KeyBody = Schemas['Key'];
export type KeyCreatedBody = Schemas['KeyCreated'];
export type KeyPageBody = Schemas['KeyPage'];
export type AuditEntryBody = Schemas['AuditEntry'];
export type AuditPageBody = Schemas['AuditPage'];
export type StatusReport = Schemas['StatusReport'];

// The JSON form of stanzas and its parts.
/** An element as callers write it: nested namespaces may be left out; `stanza/complete.ts` fills them in. */
export type ElementJson = Schemas['XmlElement'];
export type Message = Schemas['Message'];
export type Presence = Schemas['Presence'];
export type Iq = Schemas['Iq'];
export type IqPayload = Schemas['IqPayload'];
export type SendRecord = Schemas['SendRecord'];
export type StanzaError = Schemas['StanzaError'];
export type StanzaErrorCondition = Schemas['StanzaErrorCondition'];
export type StanzaErrorType = Schemas['StanzaErrorType'];
export type ChatState = Schemas['ChatState'];
export type DataForm = Schemas['DataForm'];
export type DataFormField = Schemas['DataFormField'];
export type Delay = Schemas['Delay'];
export type DiscoIdentity = Schemas['DiscoIdentity'];
export type DiscoInfo = Schemas['DiscoInfo'];
export type DiscoItem = Schemas['DiscoItem'];
export type DiscoItems = Schemas['DiscoItems'];
export type EntityTime = Schemas['EntityTime'];
export type Hint = Schemas['Hint'];
export type LastActivity = Schemas['LastActivity'];
export type Marker = Schemas['Marker'];
export type Muc = Schemas['Muc'];
export type MucItem = Schemas['MucItem'];
export type MucInvite = Schemas['MucInvite'];
export type MucDecline = Schemas['MucDecline'];
export type MucDestroy = Schemas['MucDestroy'];
export type MucUser = Schemas['MucUser'];
export type Nick = Schemas['Nick'];
export type Oob = Schemas['Oob'];
export type OriginId = Schemas['OriginId'];
export type Ping = Schemas['Ping'];
export type Reactions = Schemas['Reactions'];
export type Receipt = Schemas['Receipt'];
export type Replace = Schemas['Replace'];
export type Reply = Schemas['Reply'];
export type Retract = Schemas['Retract'];
export type StanzaId = Schemas['StanzaId'];
export type Thread = Schemas['Thread'];
export type Version = Schemas['Version'];
