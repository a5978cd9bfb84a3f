-- D9311 dashboard: consultations out of Open Dental. It only reads.
-- 1. Put the words of open_dental_claims.sql in the place of CHANGE ME. Until then no row is returned.
-- 2. Reports, User Query: paste, Submit, Export, and import the file as consultations.
-- A consultation is a completed D9311, with its newest procedure note, or a commlog of a type whose name holds
-- "consult". What it was about is read from lines of the note that begin with one of these words and a colon:
-- Method, Professional, Credential, Specialty, Scenario, Condition, Planned, Reason, Outcome, Change,
-- Correspondence, Summary. Nothing else of a note leaves Open Dental. An auto note can ask for them.
SET @salt = 'CHANGE ME', @from = '2023-01-01';

SELECT
    consultation_id,
    practice_id,
    patient_id,
    claim_id,
    provider_id,
    provider_name,
    consultation_date,
    IF(LOCATE('\nMethod:', note) > 0, TRIM(SUBSTRING_INDEX(IF(LOCATE('\nMethod:', note) > 0, SUBSTRING(note, LOCATE('\nMethod:', note) + 8), ''), '\n', 1)), contact) AS method,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nProfessional:', note) > 0, SUBSTRING(note, LOCATE('\nProfessional:', note) + 14), ''), '\n', 1)) AS professional_name,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nCredential:', note) > 0, SUBSTRING(note, LOCATE('\nCredential:', note) + 12), ''), '\n', 1)) AS professional_credential,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nSpecialty:', note) > 0, SUBSTRING(note, LOCATE('\nSpecialty:', note) + 11), ''), '\n', 1)) AS professional_specialty,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nScenario:', note) > 0, SUBSTRING(note, LOCATE('\nScenario:', note) + 10), ''), '\n', 1)) AS scenario,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nCondition:', note) > 0, SUBSTRING(note, LOCATE('\nCondition:', note) + 11), ''), '\n', 1)) AS medical_condition,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nPlanned:', note) > 0, SUBSTRING(note, LOCATE('\nPlanned:', note) + 9), ''), '\n', 1)) AS planned_procedure,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nReason:', note) > 0, SUBSTRING(note, LOCATE('\nReason:', note) + 8), ''), '\n', 1)) AS reason,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nOutcome:', note) > 0, SUBSTRING(note, LOCATE('\nOutcome:', note) + 9), ''), '\n', 1)) AS outcome,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nChange:', note) > 0, SUBSTRING(note, LOCATE('\nChange:', note) + 8), ''), '\n', 1)) AS treatment_change,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nCorrespondence:', note) > 0, SUBSTRING(note, LOCATE('\nCorrespondence:', note) + 16), ''), '\n', 1)) AS correspondence_on_file,
    TRIM(SUBSTRING_INDEX(IF(LOCATE('\nSummary:', note) > 0, SUBSTRING(note, LOCATE('\nSummary:', note) + 9), ''), '\n', 1)) AS verbal_summary,
    recorded_at,
    signed_by,
    signed_at
FROM (
    SELECT
        CONCAT('P', procedurelog.ProcNum) AS consultation_id,
        IF(procedurelog.ClinicNum = 0, 'practice', CAST(procedurelog.ClinicNum AS CHAR)) AS practice_id,
        LEFT(SHA2(CONCAT(@salt, ':', procedurelog.PatNum), 256), 32) AS patient_id,
        IFNULL((
            SELECT CAST(MIN(claim.ClaimNum) AS CHAR)
            FROM claimproc
            INNER JOIN claim ON claim.ClaimNum = claimproc.ClaimNum AND claim.ClaimType <> 'PreAuth'
            WHERE claimproc.ProcNum = procedurelog.ProcNum
        ), '') AS claim_id,
        CAST(procedurelog.ProvNum AS CHAR) AS provider_id,
        REPLACE(REPLACE(IFNULL(CONCAT_WS(' ', provider.FName, provider.LName), ''), '\n', ' '), '\t', ' ') AS provider_name,
        IF(procedurelog.ProcDate > '1880-01-01', DATE_FORMAT(procedurelog.ProcDate, '%Y-%m-%d'), '') AS consultation_date,
        '' AS contact,
        CONCAT('\n', REPLACE(REPLACE(REPLACE(IFNULL(procnote.Note, ''), '\r\n', '\n'), '\r', '\n'), '\t', ' ')) AS note,
        IFNULL((
            SELECT DATE_FORMAT(MIN(first_note.EntryDateTime), '%Y-%m-%d %H:%i:%s')
            FROM procnote AS first_note
            WHERE first_note.ProcNum = procedurelog.ProcNum AND first_note.EntryDateTime > '1880-01-01'
        ), '') AS recorded_at,
        IF(procnote.Signature <> '', IFNULL(userod.UserName, ''), '') AS signed_by,
        IF(procnote.Signature <> '', DATE_FORMAT(procnote.EntryDateTime, '%Y-%m-%d %H:%i:%s'), '') AS signed_at
    FROM procedurelog
    INNER JOIN procedurecode ON procedurecode.CodeNum = procedurelog.CodeNum AND procedurecode.ProcCode LIKE 'D9311%'
    LEFT JOIN procnote ON procnote.ProcNoteNum = (
        SELECT MAX(newest.ProcNoteNum)
        FROM procnote AS newest
        WHERE newest.ProcNum = procedurelog.ProcNum
    )
    LEFT JOIN provider ON provider.ProvNum = procedurelog.ProvNum
    LEFT JOIN userod ON userod.UserNum = procnote.UserNum
    WHERE procedurelog.ProcStatus = 2 AND procedurelog.ProcDate >= @from
    UNION ALL
    SELECT
        CONCAT('C', commlog.CommlogNum),
        'practice',
        LEFT(SHA2(CONCAT(@salt, ':', commlog.PatNum), 256), 32),
        '',
        '',
        '',
        IF(commlog.CommDateTime > '1880-01-01', DATE_FORMAT(commlog.CommDateTime, '%Y-%m-%d'), ''),
        ELT(commlog.Mode_ + 1, '', 'email', 'letter', 'phone', 'in person', 'secure message', 'other', 'other'),
        CONCAT('\n', REPLACE(REPLACE(REPLACE(IFNULL(commlog.Note, ''), '\r\n', '\n'), '\r', '\n'), '\t', ' ')),
        IF(
            commlog.DateTEntry > '1880-01-01',
            DATE_FORMAT(commlog.DateTEntry, '%Y-%m-%d %H:%i:%s'),
            DATE_FORMAT(commlog.CommDateTime, '%Y-%m-%d %H:%i:%s')
        ),
        IF(commlog.Signature <> '', IFNULL(userod.UserName, ''), ''),
        IF(commlog.Signature <> '', DATE_FORMAT(commlog.CommDateTime, '%Y-%m-%d %H:%i:%s'), '')
    FROM commlog
    INNER JOIN definition ON definition.DefNum = commlog.CommType AND definition.ItemName LIKE '%consult%'
    LEFT JOIN userod ON userod.UserNum = commlog.UserNum
    WHERE commlog.CommDateTime >= @from
) AS consultation
WHERE @salt NOT LIKE 'CHANGE%'
ORDER BY consultation_id;
