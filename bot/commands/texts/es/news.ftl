## Leer el registro

latest-title = <b>Lo último:</b> { $regions }
latest-title-all = <b>Lo último:</b> todas las regiones
latest-none = Todavía nada. La primera línea llegará en cuanto un teletipo la muestre.
latest-older-none = No hay nada más antiguo.
told-line = <b>{ $clock }</b> { $text } <i>({ $source })</i>
told-withdrawn = <b>{ $clock }</b> <s>{ $text }</s> <i>({ $source }, retirado)</i>
search-what = ¿Qué busco? Por ejemplo: <code>/search hospital</code>
search-title = <b>Búsqueda:</b> «{ $typed }»
search-none = No encuentro ninguna línea con «{ $typed }».
button-older = Más antiguas
button-why = ¿Por qué?
why-which = Envíe /why como respuesta a un mensaje mío, o pulse «¿Por qué?» debajo de él.
why-gone = Esa línea ya no se guarda; guardo { $days } días.
why-title = <b>Por qué llegó:</b> { $text }
why-withdrawn = Esta línea fue retirada.
why-regions = Situada en { $regions }.
why-because = Lo decidieron estas palabras:
why-item = • «{ $words }»: { $region } ({ $role })
why-lent = • { $region } ({ $role })
why-operators = La escribieron quienes llevan este bot.
why-nowhere = No nombra ningún lugar.
why-update = Actualiza: { $text }
role-dateline = de dónde viene la noticia
role-correspondent = dónde está el corresponsal
role-where = dónde ocurre
role-target = a quién afecta
role-ourselves = quien habla de sí
role-doer = quien dice que lo hizo
role-stance = quien toma posición
role-opinion = quien dice lo que debería ser
role-fired = desde dónde se dispara
role-toward = hacia dónde va
role-named = se nombra
role-origin = de dónde parte
role-near = una frontera suya
role-companion = con quién
role-venue = dónde se reúnen
role-host = quién recibe a otros
role-party = una de las partes
role-agent = quién lo hace
role-speaker = quién lo dice
role-source = quién lo cuenta
role-neighbour = por la línea vecina
role-typical = propio de allí
why-also = Solo se menciona: { $regions }.
why-story = { $count ->
    [one] La misma historia, otra línea:
   *[other] La misma historia, otras { $count } líneas:
}
why-short = { $regions }: { $because }

## Para operadores

status-running = 🟢 En marcha desde hace { $up }.
status-paused = ⏸ En pausa: no se envía nada. En marcha desde hace { $up }.
status-log = Registro: { $head }
status-wait = Espera más larga: { $wait }
status-role = { $role }: <code>{ $holder }</code>
status-number = { $name }: { $count }
status-source = <b>{ $name }</b>: { $state }, leída hace { $ago }, { $lines ->
    [one] { $lines } línea
   *[other] { $lines } líneas
}
state-starting = empezando
state-unknown = se desconoce
state-ok = bien
state-quiet = tranquila
state-empty = sin teletipo
state-gap = quizá faltan líneas
state-frozen = parada
state-throttled = nos frenan
state-blocked = nos bloquean
state-unreachable = no responde
state-broken = no se puede leer
duty-watcher = lee los teletipos
duty-courier = envía
duty-listener = responde
number-active = chats
number-suspended = chats fuera de alcance
number-alert = líneas nuevas
number-update = actualizaciones
number-duplicate = ya contadas
number-drop = descartadas
number-told = avisados por el anuncio
number-to-tell = por avisar en el anuncio
status-note = ({ $note })
sources-none = No se vigila ninguna fuente.
paused = ⏸ En pausa. Las líneas se siguen leyendo y guardando; no se envía nada hasta /resume.
already-paused = Ya estaba en pausa. /resume continúa.
resumed = ▶️ Continúa. Lo que esperaba se envía ahora.
was-not-paused = No estaba en pausa.
test-how = Una región, por favor: <code>/test líbano</code>
tested = <b>{ $region }</b>: { $channels ->
    [0] no se alcanzó ningún canal
    [one] se alcanzó { $channels } canal
   *[other] se alcanzaron { $channels } canales
}; { $people ->
    [0] no escucha ningún otro chat
    [one] escucha { $people } chat más, sin molestarlo
   *[other] escuchan { $people } chats más, sin molestarlos
}.
tested-reached = ✅ { $channel }
tested-failed = ❌ { $channel }: { $why }
push-how = Una región y una línea, por favor: <code>/push líbano El puente vuelve a estar abierto</code>
pushed = 📣 { $region }: { $text }
broadcast-how = ¿Qué les digo a todos? <code>/broadcast texto</code>; antes verá una vista previa.
verbatim = { $text }
button-broadcast = { $count ->
    [one] Enviar a { $count } chat
   *[other] Enviar a { $count } chats
}
button-stop = Detener
broadcast-stopped = { $text }

    ⏹ Detenido: no se avisa a nadie más.
broadcast-over = { $text }

    📣 Ya se avisó a todos.
test-line = 🧪 <b>Prueba</b> de { $region }: aquí llegaría una línea sobre ella.
button-discard = Descartar
broadcast-discarded = <s>{ $text }</s>
broadcast-done = { $text }

    📣 { $count ->
    [one] En camino a { $count } chat.
   *[other] En camino a { $count } chats.
}
correct-how = Responda a una alerta enviada con <code>/correct el texto correcto</code>.
corrected-line = ✏️ { $text }
    { $messages ->
    [one] se edita { $messages } mensaje
   *[other] se editan { $messages } mensajes
}; { $chats ->
    [one] se avisa a { $chats } chat
   *[other] se avisa a { $chats } chats
}.
withdraw-how = Envíe /withdraw como respuesta a una alerta enviada.
withdrawn = 🗑 <s>{ $text }</s>
    { $messages ->
    [one] se edita { $messages } mensaje
   *[other] se editan { $messages } mensajes
}; { $chats ->
    [one] se avisa a { $chats } chat
   *[other] se avisa a { $chats } chats
}.
