"""
What people are called in other scripts: family names, labels of names, titles, and what is no name.

General knowledge of each language (the Hundred Family Names, the commonest family names of Japan
and Korea, common Arabic given names), in the forms in which forms, charts and letters have them.
"""

from promptward_rules import word_list

__all__ = [
    "CHINESE",
    "CHINESE_CLEAR",
    "FULL_LABELS",
    "HANGUL",
    "JAPANESE",
    "KNOWN",
    "LABELS",
    "NOBODY",
    "SLAVIC_ENDINGS",
    "either",
    "listed",
]


def listed(words: str) -> list[str]:
    """What stands between semicolons or on lines of their own, the longest first."""
    found = (word.strip() for word in words.replace("\n", ";").split(";"))
    return sorted((word for word in found if word), key=len, reverse=True)


def either(words: list[str]) -> str:
    """A pattern of plain words that looks at the first sign before it tries any of them."""
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[0], []).append(word[1:])
    tails = "|".join(f"{head}(?:{'|'.join(rest)})" for head, rest in heads.items())
    return f"(?=[{''.join(heads)}])(?:{tails})"


CHINESE_CLEAR = (
    "王李张陈刘杨赵吴周徐孙朱胡郭林罗梁宋郑谢韩唐冯董萧肖曹袁邓傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏汪"
    "田姜邹熊陆郝孔崔毛邱秦江顾侯邵孟龙万钱汤尹黎乔庞樊姚谭廖严莫韦尤施翁张陳劉楊趙吳孫羅鄭謝韓馮鄧蕭"
    "呂蘇盧蔣賈葉閻陸龍萬錢湯喬龐顧"
)
"""Chinese family names of one sign that do not begin or end common words of a chart."""
CHINESE = CHINESE_CLEAR + (
    "马高何黄许程曾钟范石康史段雷贺倪章鲁葛武文方白安常易任时于和金付温包单解成向宁柳褚伍华纪项祝"
    "馬黃許鍾範賀倪紀項齐齊赖賴欧歐梅盛霍管辛闵甘冷聂聶冉桂殷焦巩巫骆駱裴申屠岳古卓柯凌费費"
)
JAPANESE = sorted(word_list("scripts", "Japanese family names"), key=len, reverse=True)
HANGUL = "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변"
SLAVIC_ENDINGS = (
    r"(?:ов|ев|ёв|ова|ева|ёва|ский|цкий|ская|цкая|ській|ський|ська|цький|цька|енко|чук|юк|щук|ян|дзе"
    r"|швили|ович|евич|ића?|ић|иев|иева|όπουλος|οπούλου|ίδης|ίδου|άκης|άκη|ιάδης)"
)
"""Endings of family names of which hardly any noun is made."""
KNOWN = frozenset(word_list("scripts", "given names"))

FULL_LABELS = r"""
    患者氏名; 患者名; 氏名; お名前; 名前; フリガナ; ふりがな; カナ氏名; 医師名; 保護者名; 患者姓名
    病人姓名; 产妇姓名; 姓名; 名字; 환자명; 환자 ?성명; 성명; 이름; 보호자명; 환자 ?이름
    ф\. ?и\. ?о\.; фио(?: пациент(?:а|ки))?; имя пациент(?:а|ки); фамилия,? имя,? отчество
    фамилия; отчество; имя; п\. ?і\. ?б\.; піб(?: пацієнта)?; прізвище; ім['’]я; по батькові
    трите имена; име; презиме; ονοματεπώνυμο; επώνυμο; πατρώνυμο; όνομα(?: ασθεν(?:ούς|ή))?
    שם המטופלת?; שם החולה; שם מלא; שם פרטי; שם משפחה; שם הרופאה?; שם; اسم المريضة?; الاسم الكامل
    الاسم الثلاثي; الاسم الرباعي; الاسم; اسم الطبيبة?; اسم الأم; اسم الأب; اسم; نام بیمار
    نام و نام خانوادگی; نام خانوادگی; نام پدر; نام; مریض کا نام; والد کا نام; रोगी का नाम
    मरीज़? का नाम; पिता का नाम; माता का नाम; पति का नाम; नाम; ชื่อผู้ป่วย; ชื่อ ?- ?(?:นาม)?สกุล
    ชื่อ นามสกุล; ชื่อ; রোগীর নাম; নাম; நோயாளி பெயர்; பெயர்; పేరు; നാമം; պացիենտ; անուն
    პაციენტი; სახელი; გვარი; ስም; ឈ្មោះ; အမည်
    """
"""Labels that hold a name and nothing else."""
LABELS = r"""
    患者様?; 患児; 主治医; 担当医師?; 執刀医; 紹介医; 医師; 看護師; 担当看護師; 担当者?; 保護者
    キーパーソン; 署名; 記載者; 記録者; 報告者; 申請者; 妻; 夫; 母; 父; 長男; 長女; 次男; 次女; 娘
    息子; 連絡先; 病人; 患儿; 产妇; 主治医生; 主治医师; 经治医师; 主任医师; 管床医生; 医生; 医师
    责任护士; 护士; 联系人; 紧急联系人; 家属; 监护人; 签名; 签字; 记录人; 申请医生; 送检医师
    报告医师; 审核医师; 检验者; 审核者; 父亲; 母亲; 配偶; 丈夫; 妻子; 儿子; 女儿; 醫師; 主治醫師
    醫生; 護士; 護理師; 聯絡人; 緊急聯絡人; 家屬; 監護人; 簽名; 父親; 母親; 兒子; 女兒; 환자
    보호자; 담당의사?; 주치의; 의사; 간호사; 담당 ?간호사; 집도의; 의뢰의; 작성자; 서명; 배우자
    아버지; 어머니; 남편; 아내; 딸; 아들; 연락인; 수신
    пациент(?:ка)?; больн(?:ой|ая); лечащий врач; врач; хирург; оперировал; медсестра; м/с
    заведующ(?:ий|ая)(?: отделением)?; зав\. ?отд(?:елением|\.); контактное лицо; мать; мама; отец
    супруга?; муж; жена; сын; дочь; опекун; родственник; подпись; составила?; направила?; консультант
    пацієнт(?:ка)?; хвор(?:ий|а); лікуючий лікар; лікар; мати; батько; чоловік; дружина; син
    донька; контактна особа; опікун; лекуващ лекар; лекар; майка; баща; съпруга?; пацијент; мајка
    отац; ασθενής; ασθενή; θεράπων ιατρός; ιατρός; γιατρός; νοσηλευτής; νοσηλεύτρια; σύζυγος
    μητέρα; πατέρας; κόρη; γιος; συνοδός; υπογραφή; מטופלת?; חולה; רופאה? מטפלת?; רופאה?; אחות
    איש קשר; אבא; אמא; בעל; אישה; בן; בת; חתימה; المريضة?; الطبيبة? المعالجة?; الطبيبة?; الممرضة?
    الأم; الأب; الزوجة?; ولي الأمر; المرافق; جهة الاتصال; التوقيع; بیمار; پزشک معالج; پزشک; پرستار
    همراه; مریض; ڈاکٹر; रोगी; मरीज़?; चिकित्सक; डॉक्टर; संपर्क व्यक्ति; ผู้ป่วย; แพทย์ผู้รักษา; แพทย์
    พยาบาล; ผู้ติดต่อ; บิดา; มารดา; สามี; ภรรยา; บุตร; ญาติ
    """
"""Labels of people, which a description follows as well: `Пациент: жалоб нет`."""
NOBODY = frozenset(word_list("scripts", "nobody"))
"""What stands behind such a label and names nobody, and words that no name holds."""
