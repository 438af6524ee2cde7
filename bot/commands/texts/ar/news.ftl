## قراءة السجل

latest-title = <b>الأحدث:</b> { $regions }
latest-title-all = <b>الأحدث:</b> كل المناطق
latest-none = لا شيء بعد. يصل أول سطر لحظة ظهوره على الشريط.
latest-older-none = لا يوجد ما هو أقدم.
told-line = <b>{ $clock }</b> { $text } <i>({ $source })</i>
told-withdrawn = <b>{ $clock }</b> <s>{ $text }</s> <i>({ $source }، سُحب هذا الخبر)</i>
search-what = عمّ أبحث؟ مثلًا: <code>/search مستشفى</code>
search-title = <b>بحث:</b> «{ $typed }»
search-none = لا أجد سطرًا فيه «{ $typed }».
button-older = الأقدم
button-why = لماذا وصلني؟
why-which = أرسل /why ردًّا على رسالة مني، أو اضغط «لماذا وصلني؟» تحتها.
why-gone = لم يعد هذا السطر محفوظًا؛ أحفظ { $days } يومًا.
why-title = <b>لماذا وصل هذا:</b> { $text }
why-withdrawn = سُحب هذا الخبر.
why-regions = مكانه: { $regions }.
why-because = هذه الكلمات هي التي حسمت:
why-item = • «{ $words }»: { $region } ({ $role })
why-lent = • { $region } ({ $role })
why-operators = كتبه القائمون على هذا البوت.
why-nowhere = لا يُذكر فيه أي مكان.
why-update = تحديث لما سبق: { $text }
role-dateline = مصدر التقرير
role-correspondent = مكان المراسل
role-where = مكان الحدث
role-target = المستهدَف
role-ourselves = يتحدث عن نفسه
role-doer = يقول إنه فعله
role-stance = يتخذ موقفًا
role-opinion = يقول ما ينبغي أن يكون
role-fired = مكان الإطلاق
role-toward = الوجهة
role-named = ورد ذكره
role-origin = مكان الانطلاق
role-near = على حدوده
role-companion = الطرف الآخر
role-venue = مكان الاجتماع
role-host = المستضيف
role-party = أحد الطرفين
role-agent = الفاعل
role-speaker = القائل
role-source = ناقل الخبر
role-neighbour = من السطر المجاور
role-typical = من لوازمه
why-also = ذُكرت فقط: { $regions }.
why-story = { $count ->
    [one] القصة نفسها، سطر آخر:
    [two] القصة نفسها، سطران آخران:
    [few] القصة نفسها، { $count } سطور أخرى:
   *[other] القصة نفسها، { $count } سطرًا آخر:
}
why-short = { $regions }: { $because }

## للمشغّلين

status-running = 🟢 يعمل منذ { $up }.
status-paused = ⏸ متوقف مؤقتًا: لا يُرسل شيء. يعمل منذ { $up }.
status-log = السجل: { $head }
status-wait = أطول انتظار: { $wait }
status-role = { $role }: <code>{ $holder }</code>
status-number = { $name }: { $count }
status-source = <b>{ $name }</b>: { $state }، قُرئ منذ { $ago }، { $lines ->
    [zero] لا سطور
    [one] سطر واحد
    [two] سطران
    [few] { $lines } سطور
   *[other] { $lines } سطرًا
}
state-starting = يبدأ
state-unknown = غير معروف
state-ok = سليم
state-quiet = هادئ
state-empty = لا شريط في الصفحة
state-gap = ربما ضاعت سطور
state-frozen = متجمد
state-throttled = الموقع يبطئنا
state-blocked = الموقع يحجبنا
state-unreachable = لا يُوصل إليه
state-broken = تعذرت قراءته
duty-watcher = قراءة الأشرطة
duty-courier = الإرسال
duty-listener = الرد
number-active = المحادثات
number-suspended = محادثات لا يُوصل إليها
number-alert = أخبار جديدة
number-update = تحديثات
number-duplicate = قيلت من قبل
number-drop = أُسقطت
number-told = من بلغهم البيان
number-to-tell = من يقصدهم البيان
status-note = ({ $note })
sources-none = لا يُراقب أي مصدر.
paused = ⏸ توقف الإرسال. تستمر قراءة السطور وحفظها، ولا يُرسل شيء حتى /resume.
already-paused = الإرسال متوقف أصلًا. الأمر /resume يستأنفه.
resumed = ▶️ استؤنف الإرسال. ما كان ينتظر يُرسل الآن.
was-not-paused = لم يكن متوقفًا.
test-how = منطقة واحدة من فضلك: <code>/test لبنان</code>
tested = <b>{ $region }</b>: { $channels ->
    [zero] لم يصل إلى أي قناة
    [one] وصل إلى قناة واحدة
    [two] وصل إلى قناتين
    [few] وصل إلى { $channels } قنوات
   *[other] وصل إلى { $channels } قناة
}؛ { $people ->
    [zero] لا تتابعها أي محادثة أخرى
    [one] وتتابعها محادثة أخرى لم تُزعج
    [two] وتتابعها محادثتان أخريان لم تُزعجا
    [few] وتتابعها { $people } محادثات أخرى لم تُزعج
   *[other] وتتابعها { $people } محادثة أخرى لم تُزعج
}.
tested-reached = ✅ { $channel }
tested-failed = ❌ { $channel }: { $why }
push-how = منطقة وسطر من فضلك: <code>/push لبنان فُتح الجسر من جديد</code>
pushed = 📣 { $region }: { $text }
broadcast-how = ماذا أقول للجميع؟ <code>/broadcast النص</code>، وترى معاينة أولًا.
verbatim = { $text }
button-broadcast = { $count ->
    [zero] لا توجد محادثات
    [one] أرسل إلى محادثة واحدة
    [two] أرسل إلى محادثتين
    [few] أرسل إلى { $count } محادثات
   *[other] أرسل إلى { $count } محادثة
}
button-stop = إيقاف
broadcast-stopped = { $text }

    ⏹ أُوقف: لن يُبلَّغ أحد بعد الآن.
broadcast-over = { $text }

    📣 بُلِّغ الجميع من قبل.
test-line = 🧪 <b>اختبار</b> { $region }: هنا يصل أي خبر عنه.
button-discard = تجاهل
broadcast-discarded = <s>{ $text }</s>
broadcast-done = { $text }

    📣 { $count ->
    [zero] لا توجد محادثات.
    [one] في الطريق إلى محادثة واحدة.
    [two] في الطريق إلى محادثتين.
    [few] في الطريق إلى { $count } محادثات.
   *[other] في الطريق إلى { $count } محادثة.
}
correct-how = أرسل <code>/correct النص الصحيح</code> ردًّا على خبر أُرسل.
corrected-line = ✏️ { $text }
    { $messages ->
    [zero] لا تُعدّل أي رسالة
    [one] تُعدّل رسالة واحدة
    [two] تُعدّل رسالتان
    [few] تُعدّل { $messages } رسائل
   *[other] تُعدّل { $messages } رسالة
}؛ { $chats ->
    [zero] ولا تُبلّغ أي محادثة
    [one] وتُبلّغ محادثة واحدة
    [two] وتُبلّغ محادثتان
    [few] وتُبلّغ { $chats } محادثات
   *[other] وتُبلّغ { $chats } محادثة
}.
withdraw-how = أرسل /withdraw ردًّا على خبر أُرسل.
withdrawn = 🗑 <s>{ $text }</s>
    { $messages ->
    [zero] لا تُعدّل أي رسالة
    [one] تُعدّل رسالة واحدة
    [two] تُعدّل رسالتان
    [few] تُعدّل { $messages } رسائل
   *[other] تُعدّل { $messages } رسالة
}؛ { $chats ->
    [zero] ولا تُبلّغ أي محادثة
    [one] وتُبلّغ محادثة واحدة
    [two] وتُبلّغ محادثتان
    [few] وتُبلّغ { $chats } محادثات
   *[other] وتُبلّغ { $chats } محادثة
}.
