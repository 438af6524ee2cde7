"""Labels, and ten lines in the language of each, for the pages of `layouts`."""

LABELS = ("BREAKING", "Breaking News", "عاجل", "Última hora", "ÚLTIMA HORA")

ENGLISH = (
    "Harbour ministry announces the arrest of a smuggling ring operating on the western pier",
    "Our correspondent in the south: Two explosions heard near the old quarry, cause unknown.",
    "Coast guard: A fishing vessel with twelve people aboard is missing off the northern cape",
    "Reuters, citing port sources: The grain terminal will stay closed until Friday",
    "Prime minister says talks on the strait are “close to an end” & will go on in Geneva",
    "Agencies: Death toll in the ferry fire rises to 17; dozens still missing",
    "A drone struck a vehicle between the villages of Ain and Kfar, east of the river.",
    "Red Cross: 3,200 people evacuated from the flooded quarter at 9 pm local time",
    "Sirens sounded in the northern towns",
    "Foreign minister: 'We will not accept a partial withdrawal'",
)
ARABIC = (
    "وزارة الداخلية تعلن توقيف شبكة تهريب في المرفأ الغربي",
    "مراسلنا في الجنوب: سماع دوي انفجارين قرب المقلع القديم",
    "خفر السواحل: فقدان مركب صيد على متنه اثنا عشر شخصاً قبالة الرأس الشمالي",
    "رويترز عن مصادر في المرفأ: إهراءات القمح تبقى مغلقة حتى الجمعة",
    "رئيس الحكومة: المحادثات حول المضيق تقترب من نهايتها",
    "وكالات: ارتفاع عدد قتلى حريق العبّارة إلى 17",
    "مسيّرة تستهدف سيارة بين بلدتي العين والكفر شرق النهر",
    "الصليب الأحمر: إجلاء 3200 شخص من الحي الذي غمرته المياه",
    "صفارات الإنذار تدوي في البلدات الشمالية الآن",
    "وزير الخارجية: لن نقبل بانسحاب جزئي من المنطقة",
)
SPANISH = (
    "El Ministerio del Interior anuncia la detención de una red de contrabando en el muelle oeste",
    "Nuestro corresponsal en el sur: Se oyen dos explosiones cerca de la antigua cantera",
    "Guardia costera: Desaparece un pesquero con doce personas a bordo frente al cabo norte",
    "Reuters, según fuentes portuarias: La terminal de granos seguirá cerrada hasta el viernes",
    "El primer ministro dice que las negociaciones sobre el estrecho están cerca del final",
    "Agencias: Suben a 17 los muertos en el incendio del transbordador",
    "Un dron alcanza un vehículo entre las aldeas de Ain y Kfar, al este del río",
    "Cruz Roja: 3.200 personas evacuadas del barrio inundado a las 9 de la noche",
    "Suenan las sirenas en las localidades del norte",
    "Canciller: «No aceptaremos una retirada parcial»",
)


def lines_for(label: str) -> tuple[str, ...]:
    """Ten lines in the label's language."""
    if label == "عاجل":
        return ARABIC
    return SPANISH if label.lower().startswith("ú") else ENGLISH
