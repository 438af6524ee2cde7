## El menú de órdenes que muestra Telegram

command-start = Empezar
command-subscribe = Oír de regiones
command-unsubscribe = Quitar regiones
command-mine = Lo que oye, con palabras sencillas
command-settings = Silencio, resumen, palabras, idioma
command-mute = Un descanso: /mute 3h
command-unmute = Fin del descanso
command-latest = Las líneas más nuevas
command-search = Buscar en las líneas pasadas
command-why = Por qué llegó un mensaje (como respuesta)
command-regions = Todas las regiones
command-channels = Llevar un canal
command-help = Lo que sé hacer
command-privacy = Lo que se guarda de usted
command-stop = Olvidar todo sobre este chat
command-status = El programa de un vistazo
command-sources = Cómo están las fuentes
command-pause = Dejar de enviar
command-resume = Seguir enviando
command-test = Una línea de prueba a los canales de una región
command-push = Una línea propia
command-broadcast = Decir algo a todos los chats
command-correct = Corregir una alerta (como respuesta)
command-withdraw = Retirar una alerta (como respuesta)
