## Palabras de uso general. Los valores llegan ya protegidos; <b>, <i>, <code> y <s> son marcas de Telegram.

strong = <b>{ $text }</b>
phrase = «{ $text }»
more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
saved = ✅ Guardado.
toast-saved = Guardado
lost = No lo he entendido. Escriba el nombre de un país o una región, o vea /help.
old-menu = Ese menú ya no vale. Envíe la orden otra vez y tendrá uno nuevo.
unknown-command = No conozco /{ $typed }. En /help está todo lo que sé hacer.
unknown-command-near = No conozco /{ $typed }. ¿Quería decir /{ $near }?
too-long = Es demasiado largo: como mucho { $most } caracteres.
slow-down = Va más deprisa de lo que puedo seguir. Volveré a leer dentro de { $count ->
    [one] un minuto
   *[other] { $count } minutos
}.
fault = Algo ha fallado por mi parte. Sus ajustes siguen igual; inténtelo de nuevo, por favor.

## Quién puede hacer qué

only-admins = Aquí solo los administradores pueden cambiar los ajustes.
only-operators = Eso es para quienes llevan este bot.
not-invited = Lo siento, este bot no está abierto a todo el mundo. Pida una invitación: { $contact }
full-house = Lo siento, por ahora este bot atiende todos los chats que puede. Pruebe otro día, por favor: { $contact }
too-many-regions = Son más de { $most } regiones para un solo chat. Suscríbase a una zona entera, o quite algunas con /unsubscribe.
too-many-words = Como mucho { $most } palabras, por favor.

## Principio y fin

greeting =
    👋 Traigo noticias de última hora, región por región, en cuanto un teletipo las muestra.
    Elija regiones aquí abajo, o escriba por ejemplo <code>/subscribe líbano gaza</code>.
    En /settings hay horas de silencio, resúmenes y palabras; /help cuenta lo demás.
help =
    <b>Lo que sé hacer</b>
    /subscribe líbano gaza – oír de regiones (o elegirlas en un menú)
    /unsubscribe – quitar regiones
    /mine – lo que oye, con palabras sencillas
    /settings – horas de silencio, resumen, palabras, idioma
    /mute 3h, /mute hasta 08:00, /unmute – un descanso; no se pierde nada
    /latest líbano 5 – las líneas más nuevas
    /search hospital – buscar en las líneas pasadas
    /why – como respuesta a un mensaje: por qué llegó
    /channels – llevar un canal desde aquí
    /regions, /privacy, /stop
help-topic = En un foro cada tema tiene sus propios ajustes: lo que elija aquí vale para este tema.
help-operators =
    <b>Para operadores</b>
    /status /sources /pause /resume
    /test REGIÓN – una línea marcada a los canales de la región
    /push REGIÓN texto – una línea propia
    /broadcast texto – a todos los chats, tras una vista previa
    /correct texto, /withdraw – como respuesta a una alerta
privacy =
    <b>Lo que se guarda de este chat</b>: su número, las regiones y los ajustes elegidos aquí, el idioma, hasta dónde ha leído y los números de los últimos mensajes enviados. De grupos y canales, también el título.
    <b>Lo que no se guarda</b>: nombres, teléfonos, lo que usted escribe.
    <b>Cuánto tiempo</b>: hasta que envíe /stop; entonces se borra todo al momento. Las noticias se guardan { $days ->
    [one] un día
   *[other] { $days } días
}.
privacy-contact = Quién lleva este bot: { $contact }
stopped = Hecho. He olvidado todo sobre este chat y no oirá nada más. Con /start se empieza de nuevo.
stopped-channel = Hecho. He olvidado todo sobre <b>{ $channel }</b>; allí no se envía nada más.
nothing-kept = No guardo nada sobre este chat. Se empieza con /start.

## Grupos y canales

group-hello =
    👋 Hola. Traigo noticias de última hora, región por región.
    Un administrador elige lo que oye este grupo: /subscribe@{ $bot } líbano, o /settings@{ $bot }. Cualquiera puede pedir /latest y /why.
group-again = He vuelto, con los ajustes que tenía este grupo. Están en /mine.
channel-ready = <b>{ $channel }</b> está listo. Elija aquí lo que oye; solo pueden hacerlo sus administradores.
channel-elsewhere = Un canal se lleva desde un chat privado conmigo: t.me/{ $bot }
channel-unseen = No veo { $channel }. Añada a @{ $bot } como administrador que pueda publicar y pruebe otra vez.
channel-not-yours = Solo los administradores de <b>{ $channel }</b> pueden ver o cambiar sus ajustes.
channel-cannot-post = No puedo publicar en <b>{ $channel }</b>. Permítame publicar mensajes allí y pruebe otra vez.
channels = { $count ->
    [one] Su canal:
   *[other] Sus canales:
}
channels-none = Todavía no lleva ningún canal desde aquí. Añada a @{ $bot } a un canal como administrador que pueda publicar; o escriba /channels @sucanal.
ask-in-private = Pregúnteme en un chat privado: t.me/{ $bot }

## Silencio

mute-how-long = ¿Cuánto tiempo? También vale <code>/mute hasta 08:00</code>. Lo que llegue entretanto espera y viene en un solo mensaje.
mute-unclear = ¿Cuánto es «{ $typed }»? Escriba por ejemplo <code>/mute 3h</code> o <code>/mute hasta 08:00</code>.
mute-too-long = Como mucho { $days } días. Para terminar del todo está /unsubscribe.
muted = 🔕 En silencio hasta <b>{ $until }</b>. Lo que llegue entretanto le espera; /unmute lo trae al momento.
muted-region = 🔕 { $region }: en silencio hasta { $until }.
unmuted = 🔔 Fin del silencio. Lo que esperaba llega ahora.
unmuted-region = 🔔 Se vuelve a oír de <b>{ $region }</b>.
was-not-muted = No hay nada en silencio.
