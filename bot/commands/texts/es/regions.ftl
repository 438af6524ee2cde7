## Suscribirse

subscribed = ✅ Desde ahora oye de { $regions }.
subscribed-channel = ✅ <b>{ $channel }</b> oye desde ahora de { $regions }.
subscribed-hint = En /mine está todo; en /settings, horas de silencio y palabras.
already-subscribed = Ya oía de { $regions }.
unsubscribed = Ya no oye de { $regions }.
was-not-subscribed = No estaba suscrito a { $regions }.
still-subscribed = Quedan: { $regions }.
nothing-left = Ahora no oye de nada. Con /subscribe se empieza de nuevo.
nothing-subscribed = Aquí todavía no hay ninguna suscripción. Se empieza con /subscribe.
corrected = («{ $typed }» lo he leído como { $region }.)
did-you-mean = «{ $typed }»: ¿quería decir <b>{ $region }</b>?
did-you-mean-one-of = «{ $typed }»: ¿quería decir una de estas?
unknown-region = No conozco «{ $typed }». En /regions están todas.
which-region = «{ $typed }»: ¿cuál de ellas?
subscribe-to-which = ¿Le suscribo? Pulse aquello de lo que quiere oír.
leave-all = ¿De verdad { $count ->
    [one] quitar la única región
   *[other] quitar las { $count } regiones
}? Los demás ajustes se quedan.
left-all = Hecho: no queda ninguna región. Con /subscribe se empieza de nuevo.
kept-all = De acuerdo, todo queda como estaba.

menu-sections = <b>Regiones.</b> { $count ->
    [0] Elija una zona.
    [one] Hay una marcada. Elija una zona.
   *[other] Hay { $count } marcadas. Elija una zona.
}
menu-section = <b>{ $section }</b>. Pulse una región para marcarla, y otra vez para quitarla.
menu-mine = { $count ->
    [0] Ya no hay ninguna marcada.
    [one] Púlsela para quitarla.
   *[other] Pulse las que quiera quitar.
}
whole = { $region }, toda
toast-on = { $region }: sí
toast-off = { $region }: no

## Con palabras sencillas

mine-nothing = <b>Todavía ninguna región.</b> Se empieza con /subscribe.
mine-regions = <b>Oye de</b> { $regions }.
mine-channel = <b>{ $channel } oye de</b> { $regions }.
mine-also = • también líneas que solo las mencionan
mine-only = • solo con alguna de estas palabras: { $words }
mine-never = • nunca con estas palabras: { $words }
mine-sources = • solo de { $sources }
mine-languages = • solo contadas en { $languages }
mine-at-once = • al momento
mine-hourly = • una vez por hora, todo en un mensaje
mine-daily = • una vez al día a las { $at } ({ $zone }), todo en un mensaje
mine-quiet = • silencio de { $start } a { $end } ({ $zone }); lo que llegue entonces espera
mine-silent = • sin sonido
mine-muted = 🔕 en silencio hasta { $until }
mine-region-muted = 🔕 { $region }: en silencio hasta { $until }

## Ajustes

settings-title = <b>Ajustes</b>
settings-quiet = <b>Horas de silencio</b>: entonces no llega nada; por la mañana llega en un solo mensaje. Son las { $clock } en { $zone }.
settings-zone = <b>Zona horaria</b>: { $zone }. ¿Qué reloj es el suyo?
settings-rhythm = <b>¿Con qué frecuencia?</b> Cada línea al momento, o todo en un mensaje: cada hora, o una vez al día ({ $zone }).
settings-only = <b>Solo líneas con alguna de</b>: { $words }
settings-only-none = <b>Solo líneas con ciertas palabras</b>: ninguna elegida, así que llegan todas.
settings-never = <b>Nunca líneas con</b>: { $words }
settings-never-none = <b>Nunca líneas con ciertas palabras</b>: ninguna elegida.
settings-sources = <b>¿Qué fuentes?</b> El mismo suceso contado por varias suena una vez.
settings-told = <b>¿Contado en qué idiomas?</b> Un hecho contado en varios suena una vez en cada uno que elija.
settings-language = <b>¿En qué idioma le hablo?</b>
ask-quiet = ¿De qué hora a qué hora? Por ejemplo: <code>22:30-07:00 Madrid</code>. O bien: <code>ninguna</code>
ask-zone = ¿El reloj de qué ciudad? Por ejemplo: <code>Madrid</code> o <code>America/Bogota</code>
ask-daily = ¿A qué hora cada día? Por ejemplo: <code>07:30</code>
ask-only = ¿Qué palabras debe tener una línea (basta una)? Escríbalas con comas, una frase entre comillas: <code>tregua, "alto el fuego"</code>. O bien: <code>ninguna</code>
ask-never = ¿Qué palabras sobran? Escríbalas con comas, una frase entre comillas: <code>fútbol, "bolsa de valores"</code>. O bien: <code>ninguna</code>
unclear-quiet = No leo ninguna hora en «{ $typed }». Escriba por ejemplo: <code>22:30-07:00 Madrid</code>
unclear-zone = No conozco el reloj de «{ $typed }». Escriba una ciudad grande cercana, por ejemplo: <code>Madrid</code>
unclear-daily = No leo ninguna hora en «{ $typed }». Escriba por ejemplo: <code>07:30</code>
unclear-words = No veo palabras en «{ $typed }». Escríbalas con comas, por ejemplo: <code>tregua, hospital</code>
unclear-language = No hablo «{ $typed }»: solo English, العربية y Español.

button-regions = 🌍 Regiones
button-all-regions = Todas las regiones »
button-sections = « Zonas
button-settings = ⚙️ Ajustes
button-back = « Atrás
button-rhythm = ⏱ Frecuencia
button-quiet = 🌙 Horas de silencio
button-no-quiet = Ninguna
button-zone = 🕰 Zona horaria
button-only = 🔎 Solo palabras
button-never = 🚫 Nunca palabras
button-also = También si solo se menciona
button-silent = Sin sonido
button-sources = 📰 Fuentes
button-told-in = 🗣 Contado en
button-language = 🌐 Idioma
button-other = Otra …
button-at-once = Al momento
button-hourly = Cada hora
button-all = Todo
button-write-words = ✍️ Escribir palabras
button-clear-words = Borrar
button-leave-all = Sí, quitarlas todas
button-keep = No, dejarlas
