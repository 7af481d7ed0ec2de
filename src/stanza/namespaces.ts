/** Namespaces of the core. An extension keeps its own beside its code. */
export const NS_CLIENT = 'jabber:client';
export const NS_COMPONENT = 'jabber:component:accept';
export const NS_STREAM = 'http://etherx.jabber.org/streams';
export const NS_STREAM_ERRORS = 'urn:ietf:params:xml:ns:xmpp-streams';
export const NS_STANZA_ERRORS = 'urn:ietf:params:xml:ns:xmpp-stanzas';
export const NS_XML = 'http://www.w3.org/XML/1998/namespace';
export const NS_SERVER = 'jabber:server';
