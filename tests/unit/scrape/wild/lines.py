"""Lines as agencies write them, with all that makes a line hard to tell from a page's machinery."""

EN = (
    "12 killed, 40 wounded as twin blasts hit market in Khost",
    "Kremlin: No date set for Geneva round - spokesman",
    "Sirens sound in Haifa and Acre",
    "UN: 1,300 trucks entered Gaza since Sunday; 'not enough'",
    "Ankara | Parliament votes 301-220 to extend troops' mandate until 2028",
    "Iran's FM: We will respond at 9:30 pm local time, “not a minute later”",
    "Oil jumps 4% to $91 a barrel after strait closure",
    "EU's top court rules against Hungary in migration case...",
    "AFP, citing army source: Convoy ambushed near Ménaka, at least nine dead",
    "More than 200 still missing in Derna, mayor says",
)
AR = (
    "مراسل الميادين: غارة إسرائيلية تستهدف سيارة على طريق النبطية",
    "الصحة في غزة: 12 شهيداً و40 جريحاً منذ الفجر",
    "صفارات الإنذار تدوي في حيفا وعكا",
    "الكرملين: لم يحدد موعد لجولة جنيف - المتحدث",
    "«رويترز» عن مصدر عسكري: كمين لقافلة قرب ميناكا وسقوط تسعة قتلى على الأقل",
    "وزير الخارجية الإيراني: سنرد عند الساعة 9:30 مساءً بالتوقيت المحلي",
    "النفط يقفز 4% إلى 91 دولاراً بعد إغلاق المضيق",
    "البرلمان التركي يمدد تفويض القوات حتى 2028 بأغلبية 301 صوت",
    "أكثر من 200 مفقود في درنة بحسب رئيس البلدية",
    "الأمم المتحدة: 1300 شاحنة دخلت منذ الأحد «وهذا لا يكفي»",
)
ES = (
    "Al menos 12 muertos y 40 heridos por dos explosiones en un mercado de Khost",
    "Kremlin: Sin fecha para la ronda de Ginebra - portavoz",
    "Suenan las sirenas en Haifa y Acre",
    "ONU: 1.300 camiones entraron en Gaza desde el domingo; «no es suficiente»",
    "El Parlamento turco prorroga hasta 2028 el mandato de las tropas (301-220)",
    "Canciller iraní: Responderemos a las 21:30 hora local, ni un minuto después",
    "El petróleo sube un 4% hasta los 91 dólares tras el cierre del estrecho",
    "AFP, citando fuente militar: Emboscada a un convoy cerca de Ménaka, nueve muertos",
    "Más de 200 desaparecidos en Derna, según el alcalde",
    "Sismo de magnitud 5,8 sacude el sur de Perú, sin víctimas por ahora",
)
