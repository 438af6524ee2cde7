## الاشتراك

subscribed = ✅ تتابع الآن { $regions }.
subscribed-channel = ✅ تتابع القناة <b>{ $channel }</b> الآن { $regions }.
subscribed-hint = في /mine كل ما تتابعه، وفي /settings ساعات الهدوء والكلمات.
already-subscribed = كنت تتابع { $regions } من قبل.
unsubscribed = لم تعد تتابع { $regions }.
was-not-subscribed = لم تكن مشتركًا في { $regions }.
still-subscribed = الباقي: { $regions }.
nothing-left = لا تتابع شيئًا الآن. الأمر /subscribe يبدأ من جديد.
nothing-subscribed = لا يوجد اشتراك هنا بعد. البداية بالأمر /subscribe.
corrected = (قرأت «{ $typed }» على أنها { $region }.)
did-you-mean = «{ $typed }»: هل تقصد <b>{ $region }</b>؟
did-you-mean-one-of = «{ $typed }»: هل تقصد إحدى هذه؟
unknown-region = لا أعرف «{ $typed }». في /regions كل المناطق.
which-region = «{ $typed }»: أيّها؟
subscribe-to-which = هل أُشركك؟ اضغط على ما تريد متابعته.
leave-all = هل تريد حقًا إزالة { $count ->
    [one] المنطقة الوحيدة
    [two] المنطقتين
    [few] المناطق كلها، وعددها { $count }
   *[other] المناطق كلها، وعددها { $count }
}؟ تبقى إعداداتك الأخرى.
left-all = تم: لم تبق أي منطقة. الأمر /subscribe يبدأ من جديد.
kept-all = حسنًا، بقي كل شيء كما كان.

menu-sections = <b>المناطق.</b> { $count ->
    [0] اختر إقليمًا.
    [one] واحدة مختارة. اختر إقليمًا.
    [two] اثنتان مختارتان. اختر إقليمًا.
    [few] { $count } مختارة. اختر إقليمًا.
   *[other] { $count } مختارة. اختر إقليمًا.
}
menu-section = <b>{ $section }</b>. اضغط على منطقة لاختيارها، ومرة أخرى لإزالتها.
menu-mine = { $count ->
    [0] لم تبق أي منطقة مختارة.
    [one] اضغط عليها لإزالتها.
   *[other] اضغط على ما تريد إزالته.
}
whole = { $region } كلها
toast-on = { $region }: نعم
toast-off = { $region }: لا

## بكلمات بسيطة

mine-nothing = <b>لا توجد مناطق بعد.</b> البداية بالأمر /subscribe.
mine-regions = <b>تتابع</b> { $regions }.
mine-channel = <b>تتابع القناة { $channel }</b> { $regions }.
mine-also = • وكذلك السطور التي تذكرها فقط
mine-only = • فقط ما فيه إحدى الكلمات: { $words }
mine-never = • لا شيء فيه الكلمات: { $words }
mine-sources = • فقط من { $sources }
mine-languages = • فقط ما يُروى بلغة: { $languages }
mine-at-once = • فورًا
mine-hourly = • مرة كل ساعة، في رسالة واحدة
mine-daily = • مرة كل يوم عند { $at } ({ $zone })، في رسالة واحدة
mine-quiet = • هدوء من { $start } إلى { $end } ({ $zone })، وما يأتي عندها ينتظر
mine-silent = • بلا صوت
mine-muted = 🔕 مكتوم حتى { $until }
mine-region-muted = 🔕 { $region }: مكتومة حتى { $until }

## الإعدادات

settings-title = <b>الإعدادات</b>
settings-quiet = <b>ساعات الهدوء</b>: لا يصل فيها شيء، ثم يصل صباحًا في رسالة واحدة. الساعة الآن { $clock } في { $zone }.
settings-zone = <b>المنطقة الزمنية</b>: { $zone }. أي ساعة هي ساعتك؟
settings-rhythm = <b>كم مرة؟</b> كل سطر فورًا، أو الكل في رسالة واحدة: كل ساعة، أو مرة كل يوم ({ $zone }).
settings-only = <b>فقط السطور التي فيها إحدى</b>: { $words }
settings-only-none = <b>فقط السطور التي فيها كلمات معينة</b>: لم تُختر أي كلمة، فتصل كل السطور.
settings-never = <b>لا سطور فيها</b>: { $words }
settings-never-none = <b>لا سطور فيها كلمات معينة</b>: لم تُختر أي كلمة.
settings-sources = <b>أي المصادر؟</b> الحدث الواحد من عدة مصادر يرنّ مرة واحدة.
settings-told = <b>بأي لغات يُروى الخبر؟</b> الحدث المرويّ بعدة لغات يرنّ مرة واحدة في كل لغة تختارها.
settings-language = <b>بأي لغة أحدّثك؟</b>
ask-quiet = من أي ساعة إلى أي ساعة؟ مثلًا: <code>22:30-07:00 بيروت</code>. أو: <code>بدون</code>
ask-zone = ساعة أي مدينة؟ مثلًا: <code>بيروت</code> أو <code>Europe/Madrid</code>
ask-daily = في أي ساعة كل يوم؟ مثلًا: <code>07:30</code>
ask-only = ما الكلمات التي يجب أن تكون في السطر (تكفي واحدة)؟ اكتبها بفواصل، والعبارة بين علامتي اقتباس: <code>هدنة، «وقف إطلاق النار»</code>. أو: <code>بدون</code>
ask-never = ما الكلمات التي لا تريدها؟ اكتبها بفواصل، والعبارة بين علامتي اقتباس: <code>بورصة، «كرة القدم»</code>. أو: <code>بدون</code>
unclear-quiet = لا أجد ساعات في «{ $typed }». اكتب مثلًا: <code>22:30-07:00 بيروت</code>
unclear-zone = لا أعرف ساعة «{ $typed }». اكتب مدينة كبيرة قريبة منك، مثلًا: <code>بيروت</code>
unclear-daily = لا أجد ساعة في «{ $typed }». اكتب مثلًا: <code>07:30</code>
unclear-words = لا أجد كلمات في «{ $typed }». اكتبها بفواصل، مثلًا: <code>هدنة، مستشفى</code>
unclear-language = لا أتكلم «{ $typed }»: فقط English والعربية وEspañol.

button-regions = 🌍 المناطق
button-all-regions = كل المناطق »
button-sections = « الأقاليم
button-settings = ⚙️ الإعدادات
button-back = « رجوع
button-rhythm = ⏱ كم مرة
button-quiet = 🌙 ساعات الهدوء
button-no-quiet = بدون
button-zone = 🕰 المنطقة الزمنية
button-only = 🔎 كلمات مطلوبة
button-never = 🚫 كلمات ممنوعة
button-also = وكذلك عند مجرد الذكر
button-silent = بلا صوت
button-sources = 📰 المصادر
button-told-in = 🗣 لغة الخبر
button-language = 🌐 اللغة
button-other = غير ذلك …
button-at-once = فورًا
button-hourly = كل ساعة
button-all = الكل
button-write-words = ✍️ كتابة كلمات
button-clear-words = مسح
button-leave-all = نعم، أزلها كلها
button-keep = لا، أبقها
