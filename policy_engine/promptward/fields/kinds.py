"""
What fields are called, by the kind of thing that stands in them; from general knowledge.

Sources of the words: the field tables of HL7 v2, FHIR, C-CDA and X12, headings of clinical notes
and forms, and names that programmers give to columns and variables. All words are lower case; a
name in camel, snake or kebab case is taken apart first. The end of a name decides: `home phone`
is a phone.
"""

from promptward.fields.number_kinds import NUMBER_KINDS
from promptward.fields.weights import NONE, PLAIN, STRONG, WEAK

__all__ = ["KINDS", "NONE", "PLAIN", "STRONG", "WEAK"]


KINDS: dict[str, dict[int, str]] = {
    "name": {
        STRONG: """
            vorname; nachname; familienname; zuname; geburtsname; hausarzt; prenom; apellido
            apellidos; nom de famille; nom de naissance; medecin traitant; cognome; achternaam
            voornaam; huisarts; fornavn; etternavn; efternavn; efternamn; fornamn; nazwisko; imie
            sobrenome; sukunimi; etunimi; medico curante; medico de cabecera; paciente; paziente
            segundo apellido
            rendering provider; ref phys; attending phys; ordering phys; pcm
            room mate; roommate
            patient; pt; pat; patientname; full name; fullname; first name; last name
            middle name; firstname; lastname; middlename; maiden name; maiden; given name
            family name; surname; forename; fname; lname; mname; preferred name; legal name
            chosen name; nickname; last nm; first nm; middle nm; pt last; pt first; pt nm
            patient last; patient first; next of kin; nok; emergency contact; guarantor
            policy holder; policyholder; attending; attending physician; attending md
            attending provider; referring physician; referring provider; referring md
            referring doctor; referred by; ordering physician; ordering provider; ordering md
            primary care physician; primary care provider; pcp; dictated by; signed by
            electronically signed by; transcribed by; verified by; reviewed by; cosigned by
            interpreted by; authored by; performed by; ordered by; health care proxy
            healthcare proxy; responsible party; proband; decedent; claimant; mothers maiden name
            mother s maiden name; mother s maiden; caller; caller name; ordering; referring
            surgeon; anesthesiologist; anaesthetist; radiologist; pathologist; physician; dr name
            clinician; next of kin name; guardian; guardian person; subscriber; patient proxy; gp
            prescriber; examiner; evaluator; hcp; poa; emergency; spouse; pt name last first
            patient name last first; admitting physician; consulting physician
            middle initial; first assistant; circulator; scrub; triage rn; charge nurse; crew
            cardiologist; neurologist; oncologist; dentist; midwife; dietitian; social worker
            case manager; case worker; caseworker; care manager; pharmacist
            principal investigator; subject display; individual display; performer display
            requester display; practitioner display; author display; patient display
            recorder display; beneficiary display; subscriber display; participant display
            asserter display
            """,
        PLAIN: """
            medecin; medico; arzt; lekarz; nombres
            name; client; resident; nurse; rn; provider; doctor; consultant; therapist; counselor
            counsellor; coordinator; interpreter; caregiver; carer; mother; father; wife; husband
            son; daughter; sister; brother; partner; parent; parents; kin; witness; witnessed by
            informant; historian; prepared by; completed by; collected by; contact
            contact person; insured; beneficiary; member; participant; employee; student
            recipient; sender; attn; cc; from; chair; apologies; attendees; registrar
            technologist; technician; assistant; operator; scribe; preceptor; plaintiff
            defendant; alias; aka; known as; goes by; also known as; proxy; taken by; seen by
            requested by; requester; requestor; approved by; called by; called to; performer
            individual; reader; practitioner; anesthesia; team lead; supervisor; customer; cons
            provider of record; fellow; intern; rep; recip; sitter; aide; chaplain; initials
            init; inits; initial; signature; signed; accepting; pi; child; don; implanter
            dispatcher; mi
            minor; director; laboratory director; lab director; sibling; aunt; uncle; niece
            nephew; grandmother; grandfather; grandson; granddaughter; tenant; applicant; dear
            rendering; phys; by; given by; done by; drawn by; attg; surg; anes; scr by; init by
            pcg; staff init; nurse init; rn init; nurse initials; staff initials; rn initials
            tech initials; provider initials; user initials; clinician initials; rater initials
            reader initials; given by initials; checked by initials; verified by initials
            initials 1; initials 2; rn1; rn2; witness initials; author initials; init 1; init 2
            patient initials; subject initials; pt initials; participant initials
            prov; hskpr; cosigner; cosign; pref; housemate
            nephew name; med student; ms3; ms4; pref name; goes_by; interp; adjuster; reviewer
            nurse reviewer; case mgr; care coordinator; coord; gvn; fam; kin name; mom; dad;
            mum
            att; poc
            """,
        WEAK: """
            author; authors; re; nm; first; last; given; family; middle; who; user; owner; person
            to; fn; ln; nom; nome; nombre; naam; navn; namn; nimi
            """,
        NONE: """
            file name; filename; host name; hostname; class name; test name; drug name
            brand name; generic name; product name; project name; package name; app name
            function name; variable name; column name; field name; table name; event name
            domain name; service name; server name; database name; db name; script name; tag name
            group name; role name; city name; plan name; payer name; lab name; code name
            key name; display name; model name; type name; module name; method name
            attribute name; device name; job name; task name; branch name; redcap event name
            study name; medication name; procedure name; trade name; metadata name; meds name
            med name; author email; kernelspec name; language info name; kernelspec display name
            coding display; code coding display
            """,
    },
    "street": {
        STRONG: """
            address; addr; street address; home address; mailing address; patient address; street
            addr1; addr2; address line; address line 1; address line 2; street address line
            address 1; address 2; addr 1; addr 2; scene address; residence; home addr; mail addr
            street line; address1; address2; address street; pt address; pt addr; billing address
            street name; residential address; postal address; service address; house name
            house no; house number; hno; street no; street number; address line 3; address3; addr3
            adresse; anschrift; direccion; domicilio; endereco; indirizzo; adres; adress; adresa
            strasse; calle; straat; ulica; logradouro; correspondence address; last known address
            current address; previous address; temporary address; permanent address; visit address
            nearest cross; cross street; cross streets; nearest cross street; crossroads
            delivery address; pickup address; ship to; deliver to; directions to home
            """,
        PLAIN: """
            home; lives at; location address; pt home; res; l1; l2; l3; ln; ln1; ln2; stays at
            """,
        WEAK: "line; line 1; line 2",
        NONE: """
            ip address; ip addr; mac address; mac addr; email address; e mail address
            web address; bind address; listen address; server address; remote address
            memory address; base address; host address; bus address; hardware address
            destination address; source address; address family; return address
            """,
    },
    "city": {
        STRONG: """
            city; town; county; city name; city state; city state zip; birthplace; hometown
            place of birth; parish; municipality; address city; home city; borough; county name
            pob; lives in; resides in; resides; living in; city of birth; town of birth; home town
            address district; birth place; city of residence; township; county of residence
            post town; wohnort; geburtsort; ville; commune; ciudad; localidad; municipio; citta
            comune; cidade; bairro; naturalidade; woonplaats; miasto; miejscowosc; postort; gmina
            suburb; townland; hamlet; place of residence; residence city; place of death
            lieu de naissance; luogo di nascita; lugar de nacimiento; colonia; poblacion; barrio
            """,
        PLAIN: """
            lives; village; district; locality; loc; island; mun; ort; plaats; neighborhood
            neighbourhood
            """,
    },
    "zip": {
        STRONG: """
            post; plz; cep; pin code; pincode; eircode; codigo postal; code postal; cap postale
            postnummer; postnr; postleitzahl; cod postal; pc; codice postale; kod pocztowy
            postal cd; zip cd; zipcd; post cd; pcode; cp
            zip; zipcode; zip code; postal; postal code; postalcode; post code; postcode; zip5
            zip 4; zip plus 4; address zip; patient zip; address postal code; geo; geolocation
            lat long; lat lon; coordinates; gps; gps coordinates; geo point; plus; w3w
            """,
        PLAIN: """
            latitude; longitude; lat; lon; lng; geo long; gps long; loc long; home long; long deg
            lat deg; lon deg; lng deg; latitude deg; longitude deg; lat dd; lon dd; long dd
            coord lat; coord long; addr long; address long
            """,
    },
    "facility": {
        STRONG: """
            facility; facility name; hospital; hospital name; clinic; clinic name; hospital unit
            nursing home; school; school name; employer; employer name; organization name
            institution name; pharmacy; pharmacy name; admitting facility; sending facility
            treating facility; referring facility; location name; site name; funeral home
            practice name; place of service; birth hospital; custodian; dialysis unit
            hospital of origin; sending hospital; receiving hospital; receiving facility; osh
            accepting facility; outside hospital; outside facility; transferring facility
            transferring hospital; discharge facility; preferred pharmacy; imaging facility
            performing facility; performing lab; dialysis center; infusion center; home clinic
            home hospital; clinic location; skilled nursing facility; home health agency; hospice
            hospice agency; accepting hospital; referring hospital; ordering site
            school nurse; workplace; place of work; theatre; bed number; location display
            accepting; gp surgery; gp practice; surgery name; health centre; health center
            registered practice; home practice; dc to; d c to; discharged to; dispo to; xfer to
            xfer from; tx to; transfer to; transfer from; sent from; sent to; nearest er;
            nearest ed
            ordering location; patient location; patient loc; last unit; current unit; nursing unit
            nurse unit; pickup site; pickup location; dropoff location; dropoff site; ward name
            current ward; ward; from ward; to ward; assigned unit; attending site; clinic site name
            unidade; centro; ospedale; krankenhaus; ziekenhuis; hopital; szpital; clin; clinique
            unidad; establecimiento; estabelecimento; etablissement; struttura
            """,
        PLAIN: """
            site; location; unit; room; rm; bed; clinic site; center; centre; campus
            practice; department; dept; place; org; organization; organisation; institution
            sending; receiving; destination; rehab facility; snf; dme
            agency; care site; ord loc; order loc; pt loc
            referred to; transferred to; transferred from
            destination facility; seen at; lab; plant; station
            """,
        NONE: "department of; units; storage location; file location; workstation",
    },
    "date": {
        STRONG: """
            geb; geburtsdatum; gebdat; geb dat; geboren; aufnahmedatum; entlassungsdatum; naissance
            date de naissance; date naissance; date entree; date sortie; fecha de nacimiento
            fecha nacimiento; fecha nac; fec nac; nacimiento; fecha ingreso; fecha de ingreso
            fecha alta; fecha de alta; data di nascita; data nascita; data ricovero
            data dimissione; geboortedatum; opnamedatum; ontslagdatum; data urodzenia
            data przyjecia; data wypisu; fodselsdato; fodelsedatum; data de nascimento
            data nascimento; nascimento; syntymaaika
            admit ts; admission ts; discharge ts; disch ts; visit ts; death ts; birth ts; dob ts
            admit epoch; discharge epoch; birth epoch; dob epoch; dob unix; dos ts; encounter ts
            dob mmddyyyy; dispensed on; dispensed; date delivered; delivered on; seen at date
            date recorded; recorded date; date of dictation; dictation date; date of biopsy
            biopsy date
            transfusion date; infusion date; transplant date; treatment date; date of treatment
            imaging date; coverage start; coverage end; scheduled for; last dose date
            check in date
            letter date; date of letter; hire date; accident date; date of accident; injury time
            admission time; discharge time; collection time; death time; procedure start date
            date expired; expired date; note date; date of note; randomization date; arrived at
            deposit date; payment date; paid date; statement date; bill date; posted date
            svc from; svc thru; svc to; svc date; svc dt; dos from; dos to; service from
            service to; service thru; statement from; statement thru; admitted at; discharged at
            died at; collected at; collected on; seen on; admitted on; discharged on; died on
            born on; waiting since; enrolled; enrolled on; consented; consented on; randomised
            randomized; screened; last seen; first seen; referred on; referral date; ref date
            booked for; op date; date of op; review date; next review; event date; obs date
            observation date; listed on; birth date sex; dob age; dob age sex; dob gender
            date of birth sex; birthdate sex; dob sex age; date of last visit; last visit date
            date visited; visit day; date of onset of symptoms; implant date; date implanted
            implanted; explant date; date of death dod; vax date; given on; dose date
            date of dose; admin date; sample date; date sampled; sampled; date taken
            date of transfer; consult date; date of consult; date of referral
            date of exam visit; death; wedding date; due; edc; eddate; gestation due date
            dob; d o b; date of birth; birth; birth date; birthdate; birthday; birth time; bday
            born; birth dt; birth day; pt dob; dod; date of death; death date; deceased date
            deceased date time; date of death or injury; admit date; admission date; admit dt
            date of admission; discharge date; disch date; date of discharge; admitted
            discharged; admit date time; discharge date time; date of service; service date; dos
            visit date; appointment date; appt date; date of visit; encounter date; surgery date
            date of surgery; procedure date; date of procedure; operation date; date of operation
            collection date; collected; date collected; specimen date; received; reported
            exam date; study date; date of exam; date of study; date of injury; doi; injury date
            onset date; date of onset; onset; diagnosis date; dx date; date of diagnosis
            enrollment date; enrolment date; enrol date; consent date; date of consent; visit dt
            fill date; date filled; date written; dictated; transcribed; date dictated
            clinic date; drawn; effective date time; issued; authored on; performed date time
            occurrence date time; period start; period end; last visit; next visit
            next appointment; next appt; dob sex; baseline date; bl date; follow up date
            followup date; date seen; seen; captured on; scan date; image date; acquisition date
            patient birth date; lmp; edd; due date; last menstrual period; estimated due date
            death dt; arrival; arrival date; date of arrival; signed on; date signed
            signed date; typed; date typed; adm; admit; disch; date received; date reported
            draw date; result date; order date; immunization date; vaccination date; date given
            date administered; dod dt; disch dt; instance creation date; series date
            content date; completed; incident date; date of incident; date of loss; loss date
            claim date; from date; thru date; enc date; date of assessment; assessment date
            session date; date of session; report date; transfer date; expiration date of patient
            dispatch date; taken; specimen taken
            """,
        PLAIN: """
            aufnahme; entlassung; ingreso; egreso; alta; ricovero; dimissione; opname; ontslag
            innlagt; utskrevet; przyjecie; wypis
            date; when; visit; service; session; date time; datetime; encounter; appointment
            appt; period; deceased; died; d; t; scheduled; expires; arr; dt; start date; end date
            visit on
            """,
        NONE: """
            release date; build date; created; updated; last updated; modified; timestamp
            created at; updated at; publication date; effective date; revision date; version date
            rev; ts; copyright date; expiry date; expiration date; compile date; dtstamp
            rev date; update date; print date; generated; date format; date added; license date
            message date time; log date; dt stamp; print time
            """,
    },
    "age": {
        STRONG: """
            age yr; age in years; age y; age now; age at event; age at onset; age at diagnosis
            age at enrolment; age at admission; current age; mother age; age in yrs
            age; aged; age last birthday; age at death; patient age; age years; age at visit
            pt age; age yrs; age sex
            """,
        PLAIN: "yrs; years old",
    },
    **NUMBER_KINDS,
    "": {
        NONE: """
            sex; gender; race; ethnicity; language; marital status; religion; height; ht; weight
            wt; bmi; bp; hr; rr; temp; spo2; diagnosis; dx; icd; icd10; cpt; code status
            allergies; allergy; medications; meds; status; type; state; st; country
            insurance type; payer; reason; rxbin; rx bin; bin; pcn; loinc num; loinc number
            loinc code; icd num; code num; cpt num; ndc num
            batch num; seq num; row num; line num; page num; port num; lot num size; run num
            rx pcn; rxpcn; chief complaint; cc hpi; hpi; pmh; assessment
            plan of care; impression; findings; comments; comment; notes; note; relationship
            relation; occupation; job title; title; version; description; priority; time; page
            pg; mode; result; units; value; ndc; loinc; dose; strength; route; frequency; qty
            quantity; pos; arm; model; make; specialty; credentials; role; weight kg; height cm
            pronouns; disposition; dispo
            """,
    },
}
"""Kind → weight → names, split at line ends and `;`."""
