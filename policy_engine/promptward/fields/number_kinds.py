"""What fields of numbers and their like are called, by the kind of thing they number."""

from itertools import product

from promptward.fields.weights import NONE, PLAIN, STRONG, WEAK

__all__ = ["NUMBER_KINDS"]


def _each(first: str, last: str) -> str:
    """Make every name of one of the former words and one of the latter: `iris template`."""
    return ";".join(f"{a} {b}" for a, b in product(first.split(";"), last.split(";")))


_BODY = (
    "fingerprint;finger print;fingerprints;thumbprint;thumb print;thumb;iris;retina;retinal;face"
    ";facial;voice;voiceprint;palm;palm vein;palm print;hand geometry;gait;footprint;footprints"
    ";handprint;ear print;vein;biometric;speaker;bio;minutiae;keystroke;face unlock;face vec"
    ";face embedding;signature pad;periocular"
)
_TAKEN = (
    "token;hash;vector;embedding;template;profile;ref;reference;sample;model;code;card;scan;key"
    ";digest;enrolment;enrollment;record;capture;image;number;vec;encoding;uri;identifier"
    ";signature;sig;print;features;tmpl;file;id;map;mesh;uuid;biokey"
)
_MACHINE = (
    "pacemaker;icd;pump;insulin pump;cgm;sensor;transmitter;ventilator;vent;glucometer"
    ";glucose meter;hearing aid;implant;lead;generator;stent;valve;graft;mesh;lens;iol"
    ";loop recorder;recorder"
    ";monitor;scope;endoscope;probe;cpap;bipap;concentrator;wheelchair;prosthesis;stimulator"
    ";neurostimulator;holter;reader;scanner;tablet;ipad;laptop;workstation;phone handset;bed"
    ";wearable;watch;oximeter;infusion pump;pcu;module;defibrillator;cochlear implant;port"
    ";programmer;telemetry box;tele box;receiver;handset;kiosk;gateway"
)
_OF_MACHINE = "serial;serial number;sn;s n;id;serial no;udi;identifier;number;imei;mac;tag;ser;lot"

NUMBER_KINDS: dict[str, dict[int, str]] = {
    "phone": {
        STRONG: """
            cb number; cbn; caller number; dnis; phone num; pgr; pager number; pager no; phones
            spouse phone; daughter phone; son cell; caregiver phone; pharmacy phone; clinic phone
            whatsapp number; sms number; contact tel; number called; called number; calling number
            home tel no; tel home; tel work; tel mobile; cell no; mobile no; daytime tel; sms to
            text to; call to; dial; dialled; dialed; caller id; ani; from number; to number
            callback no; direct line; switchboard; landline; whatsapp; patient tel
            next of kin phone
            telefon; telefono; telefone; telefoon; telefonnummer; telefoonnummer; handynummer
            handy; movil; celular; mobilnummer; tlf; tel portable; numero de telephone
            numero de telefono
            phone; telephone; tel; ph; phone number; telephone number; mobile; mobile phone; cell
            cell phone; cellphone; home phone; work phone; home ph; work ph; cell ph; phone home
            phone work; phone cell; mobile number; contact number; contact phone; callback
            callback number; call back; call back number; telecom; sms; msisdn; phone no; telno
            pager; beeper; bleep; phone1; phone2; phone 1; phone 2; kin phone; nok phone; tel no
            daytime phone; evening phone; day phone; emergency phone; patient phone; pt phone
            home tel; work tel; alert sms; after hours line; voicemail; hotline; telecom phone
            telecom pager; telecom sms; work number; home number; cell number; extn; ext; mob
            primary phone; secondary phone; alternate phone; alt phone; main phone; phone ext
            """,
        PLAIN: """
            contact; emergency contact; call; reach; number to call; to call; page; phones
            """,
    },
    "fax": {
        STRONG: """
            fx; faxno; pharmacy fax; clinic fax; fax line
            fax; fax number; fax no; facsimile; telefax; telecom fax; fax to; fax num
            """,
    },
    "email": {
        STRONG: """
            email addr; e mail addr; mail addr; eml; mail address; personal email; work email
            email; e mail; email address; e mail address; mail; emailaddress; telecom email
            patient email; contact email; email id; user email; mailto; pt email
            """,
        PLAIN: "from; to; cc; bcc; reply to; sender",
    },
    "ssn": {
        STRONG: """
            ss num; ssn last four; ssn last 4 digits; last 4 digits; last four digits; sin
            social insurance number; ssn enc; ssn nbr; soc sec nbr
            sponsor ssn; soc sec num; social sec; social sec number; social no; social number
            ssan; ssn9; ssn no
            ssn; ss; ssno; ss no; soc sec; social; social security; social security number
            social security no; soc sec no; ssn number; patient ssn; ssn last 4; ssn last4; last4
            ssn4; taxpayer id; tin; itin; social security num; pt ssn; ss number
            identifier us ssn; last 4 ssn; last four ssn; identifier ss
            """,
    },
    "mrn": {
        STRONG: """
            ip no; op no; ipd no; opd no; no dossier; dossier no; folder no; unit rec; hn
            uhid; ip number hospital; op number; ipd number; opd number; hospital reg number
            cr number
            folder number; inpatient number; outpatient number; vha id; dfn; ptno
            enterprise id; master patient id; nhs; client id number; mr id; case record number
            hospital registration number; patient reference number; external patient id
            rec number; rec id; hosp id; hosp num; client number; resident id; resident number
            unit record; unit record number; case file; medrec; medrecno; cpi; ehr id; emr id
            epic id; chart num; patient code; pat num; health number; hospital num; dossier
            local id; local patient id; pt key; patient uid; wristband mrn; mrn old; hrn
            mrn; mr number; mr no; mrno; medical record; medical record number; medical record no
            med rec; med rec no; med rec number; medical rec no; patient id; patientid; pt id
            ptid; patient number; patient no; pat id; chart number; chart no; chart; chart id
            emrn; empi; record number; hospital number; hosp no; hosp number; hospital no
            hospital id; nhs no; nhs number; umrn; unit number; unit no; person id; pid
            patient mrn; pt mrn; mrns; ur number; ur no; ur; patient key; identifier mr
            patient identifier; mpi; health record; identifier mrn; patient role id; mr; old mrn
            new mrn; mrn1; mrn2; patient record number; patient file number; file no; file number
            chi number; chi; nhi; phn
            """,
        PLAIN: """
            index number; urn; file; record; patient; pt; num; rec; pat; client; resident
            """,
        WEAK: "identifier",
    },
    "plan": {
        STRONG: """
            hicno; hic num; beneficiary hic number; enrollee number; tricare number; sponsor id
            sponsor number; contract number; payer id number; medi cal id; medi cal number
            veteran id
            va id; carrier member id; subscriber number; insured id number; insurance number
            rx group
            rx grp; health card number; insurance card; medicare id number; scheme number
            payer member id; health insurance id; health insurance claim number; hic number
            subscriber num; policy id; insured id number; eligibility id; plan beneficiary number
            health plan beneficiary number; health plan member id; card number insurance
            dbn; dod benefits number; health card; health card number; hcn; ohip; ramq; ahcip
            ihi; medicare card; medicare card number; plan member id; rx id; rx member id
            policyholder id; mco id; hmo id; cin; recipient number; recipient id; member ref
            card member id; insurance card number; insurance1 id; insurance2 id
            plan member number; subscriber no; health insurance number; krankenkasse
            versichertennummer; group policy; certificate of insurance
            member id; memberid; member number; member no; member; policy no; policy number
            policy; policy id; subscriber id; subscriberid; subscriber number; insurance id
            insurance no; insurance number; insurance policy; insurance member id; plan id
            plan number; plan no; medicare; medicaid
            medicare id; medicaid id; medicare number; medicaid number; mbi; hicn; beneficiary id
            beneficiary number; health plan id; health plan number; insurance policy number
            ins id; ins no; ins card; policy num; enrollee id; cardholder id
            medicare beneficiary identifier; insured id; member card; patient card
            insurance card; insurance member; payer id number; medicare no; medicaid no
            insurer no; insurer number; insurer id; insurer ref
            insurer reference; sick fund number
            coverage id; hic; tricare id; identifier mb; member num
            """,
        PLAIN: """
            group; grp; group number; group no; group id; insurance
            plan; ins; coverage; subscriber; class; medicare mbi
            """,
    },
    "account": {
        STRONG: """
            aba; aba number; ccnum; cheque number; check number; check no; cheque no
            receipt no; bsb; loan number; fsa number; hsa number; stmt number; routing number
            bank routing number; wallet id; payment account
            acct id; fin number; account num; patient acct number; billing id; bill id
            invoice num; statement id; encounter fin; hospital acct; acct number patient
            guarantor id; guar acct; guar number; encounter account; acct ref; account ref
            bill number; bill no; invoice id; payment card; card num; cc; cc num
            routing account; bank account number; sort code account; direct debit; pt acct
            patient acct
            acct; account; account number; account no; acct no; acct number; acct num; har
            bank account; patient account; patient account number; guarantor account
            billing number; guarantor number; iban; credit card; card number; card no; debit card
            visit account; billing account; invoice number; invoice no; statement number; fin
            financial number; hospital account; account id; acct id; identifier an; cc number
            venmo; card ending; bank acct; checking account; savings account; claim account
            """,
        PLAIN: "routing; receipt; card; visa; mastercard; amex; bank",
        NONE: "service account; account name; account type; bank name",
    },
    "license": {
        STRONG: """
            csr number; cds license; cds number; pin number; npi num; rendering npi; billing npi
            reg number; imc; imc number; imc reg; medical council number; emt number
            paramedic number; pilot certificate; medical certificate number; prov no; prov number
            provider no; cert id; credential id; permit no; state license number
            nursing pin; pin number nmc; registration no; prof reg; professional registration
            hcpc; hcpc number; gdc; gdc number; gphc; gphc number; ahpra number; bar number
            ame number; lic number; licno; licence id; license num; driving licence
            driving license; driving licence number; dea reg; rpps; lanr; bsnr; state lic
            state lic number; dl state number; cds number; furnishing number; cert number
            license; licence; license number; licence number; license no; licence no; lic; lic no
            drivers license; driver s license; driver license; driver licence; drivers licence
            dl; dl number; dl no; npi; npi number; dea; dea number; dea no; medical license
            rn license; state license; certificate number; certificate no; cert no
            certification number; upin; provider number; prescriber no; prescriber number; gmc
            gmc number; nmc; nmc pin; clia; cdl; driver number; identifier dl; identifier npi
            identifier us npi; identifier dea; identifier ln; gmc no; driver license number
            drivers license number; license id; badge; guardian dl; state id; state licence
            credential number; ahpra; board number; identifier state licence
            identifier state license; permit number; registration number
            """,
        NONE: """
            package license; spdx license; license file; license type; license files
            """,
    },
    "vehicle": {
        STRONG: """
            vrm; vrn; rego; license tag; licence tag; veh id number; vehicle id number
            ambulance plate
            tail number; tail no; plate num; car reg; vehicle reg; vehicle plate number
            tag plate; hull number; licence plate number; vehicle number; car registration
            registration mark
            vin; vehicle identification number; vehicle id; plate; license plate; licence plate
            plate number; plate no; tag number; number plate; registration plate; car plate
            vehicle plate; vehicle tag; vehicle vin; bus plate; vehicle registration; reg plate
            unit plate; lic plate; license plate number; chassis number; trailer; trailer plate
            """,
        PLAIN: "tag; plates; reg",
    },
    "device": {
        STRONG: """
            mac addr; iccid; android id; advertising id; idfa; device uuid; udi di; udi pi
            equipment id; equip number; biomed tag; biomed number; hardware serial; lead serial
            pump sn; dev number; gtin serial
            serial; serial number; serial no; serial num; device serial; device serial number; sn
            s n; udi; device id; device identifier; imei; meid; implant serial; pacemaker serial
            pump serial; asset tag; asset number; asset serial; mac; mac address; lot number
            lot no; lot; ser no; device sn; serialnumber; udi carrier; asset id; imsi; deviceid
            asset; hardware id; transmitter id; sensor id; meter serial; device number
            equipment number
            """
        ";" + _each(_MACHINE, _OF_MACHINE),
        PLAIN: "mac; device; lead; generator; monitor; pump; bed tag; ser",
    },
    "url": {
        STRONG: """
            url; website; web site; web address; homepage; home page; portal; link; chart link
            deeplink; portal deeplink; portal url; profile url; telecom url; blog; image url
            """,
    },
    "ip": {
        STRONG: """
            ip; ip address; ip addr; ipaddr; client ip; last ip; src ip; source ip; login ip
            """,
        PLAIN: """
            client; remote addr; from ip; xff; remote; peer; host ip; x forwarded for
            """,
    },
    "biometric": {
        STRONG: """
            faceprint; face print; palmprint; palmprint id; dna profile; dna profile id
            dna sample id
            signature image; img path; image path; photo url; face url; facial scan; iris template
            hand geometry id; scar photo; tattoo photo
            finger print; fingerprint id; fingerprint template; thumbprint; iris
            iris id; iris code; iris scan; retina scan; retinal scan; voiceprint; voice print
            voiceprint id; voice id; face id; face template; biometric; biometric id
            biometric template; palm print; palm vein; hand geometry; face image; photo; face vec
            face encoding; minutiae; facial image; patient photo; face; facial template; mugshot
            footprints; footprint; handprints; palm vein template; voice sample; prints
            photo file; photo id; photo ref; headshot; selfie; wound photo; patient picture
            profile photo; profile picture; picture file; photograph; photographs; id photo
            wound image; photo path; photo name; photos; clinical photo
            """
        ";" + _each(_BODY, _TAKEN),
        # A certificate and a line of a baseline have a fingerprint, too.
        WEAK: "fingerprint; template; voice; finger; image file; avatar; snapshot",
    },
    "other": {
        STRONG: """
            ride id; booking id; trip id; trip ref; ext ref; external ref; ext id
            external id number
            placer order number; filler order number; placer number; filler number; placer id
            order key; visit key; case key; case code; visit code; requisition id; req id
            collection id; tube barcode; sample barcode; incident ref; ticket ref; query id
            complaint ref; job number; voucher number; sticker number; log number; tag number
            entry number; token number; bon; bon no; folio; folio number; protocolo; expediente
            waitlist; waitlist number; sid; icn; tcn; dcn; claim no; visitor badge
            usubjid; randnum; rand no; script number; script no; pa number; prison number
            membership number; batch claim number; dni; aadhar; aadhar number; aadhaar number
            visa number
            unhcr number; ration card; trip number; rma number; tube number; biobank id; genomic id
            family number; kindred id; exam number; examination id; internal id
            trace number; transaction number; payment id; charge id; grievance number
            appeal number
            eob number; remit number; warrant number; court case number; crime reference number
            appointment number; id card number; national identity number
            accession num; personal number; identity number; identity card number; loyalty id
            tax number; facebook id number; gift card number
            claim ctrl; claim control; claim control number; ctrl no; ctrl number; icn; dcn; tcn
            conf no; conf number; kit no; kit number; kit id; identity document
            identity document number; id document; identity card; rand no; rand number
            randomisation number; screen no; screen number; ticket number; dod id; edipi
            service number; case ref; case reference; enrolment id; enrollment id; block id
            slide id; band number; band id; wristband; wristband id; clock number
            payroll number; payroll id; staff id; staff number; receipt number; booking ref
            booking reference; citation number; participant code; subject code; study number
            sample code; specimen code; aliquot id; tube id; requisition id; order ref
            referral ref; report ref; lab ref; claim ref; claim reference; auth code number
            mother id; infant id; twin id; patient ref; consent number; summons number
            complaint number; police report; report no; appointment id; appt id; call id
            intake number; intake id; waitlist number; interview id
            accession; accession number; accession no; acc no; accession num; specimen
            specimen id; specimen number; specimen no; encounter id; encounter number
            encounter no; csn; enc id; visit id; visit number; visit no; case number; case no
            case id; claim; claim number; claim no; claim id; order number; order id; order no
            rx number; rx no; prescription number; employee id; employee number; employee no
            emp id; badge number; badge no; badge id; student id; student number; student no
            auth number; auth no; authorization number; referral number; referral id
            incident number; incident no; screening number; screening no; confirmation number
            confirmation no; passport; passport number; passport no; docket; docket number
            inmate number; inmate id; booking number; donor id; tracking number; reference number
            reference no; ref no; ref number; our ref; your ref; sample id; sample number
            barcode; requisition; requisition number; randomization number; trial number
            registry id; participant id; participant number; subject id; subject number
            subject no; subj; subj id; subjid; study id; screening id; lab no; lab number; lab id
            lab accession; report number; report id; report key; job no; job number; run no
            run number; file reference; pedigree no; family id; pedigree; family pedigree
            event no; alien number; a number; ein; slide no; episode id; episode number
            chart ref; record id; identifier value; document number; doc no; pathology no; locker
            scr number; rand; rand number; pcr; pcr number; run sheet; i 94; i94
            case report number
            record locator; crf number; anonymized id; anonymised id; pseudo id
            study code; screening code; matrix id; plate id; well id; cassette; cassette id
            block number; kit serial; bag number; donation number; donation id; unit id; aliquot
            interchange control number; inc number; call number; cad number; run report number
            enrollment number; enrolment number
            trn; control number; card id; patient uuid; national id; national id number; tax id
            aadhaar; abha; pan number; nino; cpf; curp; bsn; nric; national insurance number; tfn
            pps number; ee number
            voter id; screen; screening; id number; id no; idno; identification number
            authorization code
            auth code; confirmation code; pt passport; study instance uid; sop uid; study uid
            series uid; study instance; tag id; prior auth; prior authorization; claimno
            series instance uid; sop instance uid; donor number; loyalty number; inmate no
            request no; request number; subject reference; patient reference
            """,
        PLAIN: """
            internal id; transport id
            participant; ref; reference; study; patient code; sample; tech; case; rx; block; ticket
            encounter; tech id; job; order no; enc; visit; kit; order; acc; scr; req; auth; fin
            ctrl
            """,
        WEAK: "guid; uuid; subject; identifier; id",
        NONE: """
            product id; process id; thread id; session id; request id; message id; client id
            app id; version id; template id; build id; commit id; group identifier; device model
            order by; test case; use case; schema id; node id; parent id; element id; style id
            default case; lower case; upper case; camel case; snake case; trace id; span id
            x request id; transaction id; row id; column id; object id; cell id; image id
            """,
    },
    "user": {
        STRONG: """
            user nm; usr nm; logon id; logon name; logonname; windows id; author login; insta; snap
            skype id; telegram; wechat id; whatsapp id; discord tag; ig; portal login; mychart user
            epic user; entry user; proxy user; entered by user; network login; ad username
            facebook id
            user logon; reddit user; reddit; youtube; threads; mastodon; bluesky; twitch; steam id
            psn id; xbox
            uname; usr; account owner; acct owner; signed in as; logged in as; discord
            exported by; modified by; updated by; last modified by
            requested by user; performing user; user login; network id; domain user; windows user
            account username; sam account name; samaccountname; upn; loginname
            user handle; screenname; forum name; mychart username; mychart login
            username; user id; userid; user name; login; login id; login name; portal user
            instagram; twitter; tiktok; snapchat; facebook; screen name; social handle
            edited by; last edited by; changed by; released by user; verified by user; locked by
            benutzer; benutzername; utilisateur; identifiant; usuario; gebruiker; gebruikersnaam
            sso; sso id; epic id; epic login; ad account; ldap user; opened by user; viewed by user
            operator id; actor; clerk; portal id; portal login; gamertag; proxy account; entered by
            """,
        PLAIN: "user; handle; nick; assigned to; created by; run by; operator",
    },
}
"""As `promptward.fields.kinds.KINDS`."""
