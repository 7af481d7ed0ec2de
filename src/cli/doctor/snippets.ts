import type { Settings } from '../../config/settings.ts';

/** What the XMPP server has to say about the component, for those who have to write it. */
export function serverSnippets({ xmppService, xmppDomain }: Settings): string {
  const port = xmppService.slice(xmppService.lastIndexOf(':') + 1);
  return `Prosody, in prosody.cfg.lua; then restart it:

    component_ports = { ${port} }
    component_interfaces = { "*" }

    Component "${xmppDomain}"
      component_secret = "<the value of BRIDGE_XMPP_SECRET>"
      component_conflict_resolve = "kick_old"

ejabberd, in ejabberd.yml; then ejabberdctl reload_config:

    listen:
      - port: ${port}
        module: ejabberd_service
        hosts:
          "${xmppDomain}": { password: "<the value of BRIDGE_XMPP_SECRET>" }`;
}
