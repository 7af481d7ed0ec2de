{{- define "stanza-bridge.name" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "stanza-bridge.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: bridge
{{- end -}}

{{- define "stanza-bridge.redisSelector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: redis
{{- end -}}

{{- define "stanza-bridge.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "stanza-bridge.secretName" -}}
{{- .Values.secrets.existingSecret | default (include "stanza-bridge.name" .) -}}
{{- end -}}

{{- define "stanza-bridge.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "stanza-bridge.name" .) -}}
{{- end -}}

{{- define "stanza-bridge.image" -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}

{{- define "stanza-bridge.xmppPort" -}}
{{- .Values.settings.xmppService | splitList ":" | last -}}
{{- end -}}

{{/* A value given, else the one in the cluster, else a new random one. */}}
{{- define "stanza-bridge.keptSecret" -}}
{{- $stored := (lookup "v1" "Secret" .root.Release.Namespace (include "stanza-bridge.name" .root)).data | default dict -}}
{{- if .given -}}{{ .given | b64enc }}
{{- else if hasKey $stored .key -}}{{ get $stored .key }}
{{- else -}}{{ randAlphaNum 40 | b64enc }}
{{- end -}}
{{- end -}}

{{- define "stanza-bridge.podSecurity" -}}
runAsNonRoot: true
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "stanza-bridge.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}
