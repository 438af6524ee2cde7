## قائمة الأوامر التي يعرضها تيليغرام

command-start = البداية
command-subscribe = متابعة مناطق
command-unsubscribe = إزالة مناطق
command-mine = ما تتابعه، بكلمات بسيطة
command-settings = الهدوء والملخص والكلمات واللغة
command-mute = استراحة: /mute 3h
command-unmute = إنهاء الاستراحة
command-latest = أحدث السطور
command-search = البحث في السطور السابقة
command-why = لماذا وصلت رسالة (ردًّا عليها)
command-regions = كل المناطق
command-channels = إدارة قناة
command-help = ما أستطيع فعله
command-privacy = ما يُحفظ عنك
command-stop = نسيان كل شيء عن هذه المحادثة
command-status = البرنامج بنظرة واحدة
command-sources = حال المصادر
command-pause = إيقاف الإرسال
command-resume = استئناف الإرسال
command-test = سطر تجريبي إلى قنوات منطقة
command-push = سطر من عندكم
command-broadcast = قول شيء لكل المحادثات
command-correct = تصحيح خبر (ردًّا عليه)
command-withdraw = سحب خبر (ردًّا عليه)
