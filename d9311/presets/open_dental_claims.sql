-- D9311 dashboard: claim lines out of Open Dental. It only reads.
-- 1. Put words of your own in the place of CHANGE ME, and the same ones in open_dental_consultations.sql: they
--    hide the patients' numbers. Keep them to yourself and use them every month. Until then no row is returned.
-- 2. Reports, User Query: paste, Submit, Export, and import the file as claims.
-- Versions of Open Dental before 21.1 have no ClaimAdjReasonCodes: replace claimproc.ClaimAdjReasonCodes by ''.
-- What was paid "As Total" is paid on the line of a claim with one line; of several, those without a payment of
-- their own have a blank, since it is not known. Deductible and write-off are PR-1 and CO-45. Negative supplemental
-- payments are taken off; where nothing is left of what was paid, they are a row of their own, reversed.
SET @salt = 'CHANGE ME', @from = '2023-01-01';

SELECT
    CAST(claim.ClaimNum AS CHAR) AS claim_id,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(claim.ClaimIdentifier), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS claim_identifier,
    CAST(COALESCE(MIN(NULLIF(claimproc.LineNumber, 0)), 1) AS CHAR) AS line_number,
    IFNULL(MAX(claim.OrigRefNum), '') AS original_claim_id,
    IFNULL(ELT(
        FIELD(MAX(claim.ClaimType), 'P', 'S', 'PreAuth', 'Cap'), 'primary', 'secondary', 'predetermination', 'capitation'
    ), '') AS claim_type,
    CASE MAX(claim.CorrectionType) WHEN 1 THEN 'corrected' WHEN 2 THEN 'void' ELSE 'original' END AS submission_type,
    IF(MAX(claim.ClinicNum) = 0, 'practice', CAST(MAX(claim.ClinicNum) AS CHAR)) AS practice_id,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(clinic.Description), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS practice_name,
    CAST(MAX(claimproc.ProvNum) AS CHAR) AS provider_id,
    REPLACE(IFNULL(MAX(CONCAT_WS(' ', provider.FName, provider.LName)), ''), '\t', ' ') AS provider_name,
    LEFT(SHA2(CONCAT(@salt, ':', MAX(claim.PatNum)), 256), 32) AS patient_id,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(carrier.CarrierName), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS payer_name,
    IFNULL(MAX(carrier.ElectID), '') AS payer_id,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(insplan.GroupName), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS plan_name,
    IFNULL(ELT(CASE MAX(claim.ClaimType) WHEN 'P' THEN 1 WHEN 'S' THEN 2 ELSE (
        SELECT MIN(patplan.Ordinal)
        FROM patplan
        WHERE patplan.PatNum = MAX(claim.PatNum) AND patplan.InsSubNum = MAX(claim.InsSubNum)
    ) END, 'primary', 'secondary', 'tertiary'), '') AS payer_order,
    IF(MAX(claimproc.CodeSent) <> '', MAX(claimproc.CodeSent), MAX(procedurecode.ProcCode)) AS procedure_code,
    DATE_FORMAT(
        IF(MAX(claimproc.ProcDate) > '1880-01-01', MAX(claimproc.ProcDate), MAX(claim.DateService)), '%Y-%m-%d'
    ) AS service_date,
    CASE
        WHEN MAX(claim.ClaimStatus) NOT IN ('S', 'P', 'R') THEN ''
        WHEN MAX(claim.DateSentOrig) > '1880-01-01' THEN DATE_FORMAT(MAX(claim.DateSentOrig), '%Y-%m-%d')
        WHEN MAX(claim.DateSent) > '1880-01-01' THEN DATE_FORMAT(MAX(claim.DateSent), '%Y-%m-%d')
        ELSE ''
    END AS submitted_date,
    CASE
        WHEN part.is_back AND MAX(claimproc.BackDate) > '1880-01-01' THEN DATE_FORMAT(MAX(claimproc.BackDate), '%Y-%m-%d')
        WHEN MAX(claim.ClaimStatus) <> 'R' OR MAX(claim.DateReceived) <= '1880-01-01' THEN ''
        ELSE DATE_FORMAT(MAX(claim.DateReceived), '%Y-%m-%d')
    END AS adjudicated_date,
    IF(part.is_back, 'reversed', IFNULL(ELT(
        FIELD(MAX(claim.ClaimStatus), 'U', 'W', 'H', 'I', 'P', 'S', 'R'),
        'unsent', 'waiting to send', 'hold', 'draft', 'submitted', 'sent', 'received'
    ), MAX(claim.ClaimStatus))) AS status,
    CAST(CAST(MAX(claimproc.FeeBilled) AS DECIMAL(12, 2)) AS CHAR) AS billed_amount,
    IF(part.is_back OR MAX(claimproc.Status) NOT IN (1, 4, 5) OR MAX(claimproc.AllowedOverride) < 0, '',
        CAST(CAST(MAX(claimproc.AllowedOverride) AS DECIMAL(12, 2)) AS CHAR)) AS allowed_amount,
    CASE
        WHEN part.is_back THEN CAST(CAST(SUM(claimproc.Back) AS DECIMAL(12, 2)) AS CHAR)
        WHEN MAX(claimproc.Status) NOT IN (1, 4, 5) OR (MAX(whole.has_total) AND ROUND(SUM(claimproc.InsPayAmt), 2) = 0) THEN ''
        WHEN ROUND(SUM(claimproc.InsPayAmt), 2) > 0 THEN CAST(CAST(SUM(claimproc.InsPayAmt) AS DECIMAL(12, 2)) AS CHAR)
        ELSE CAST(CAST(SUM(claimproc.InsPayAmt - claimproc.Back) AS DECIMAL(12, 2)) AS CHAR)
    END AS paid_amount,
    IF(part.is_back, '', CONCAT_WS(', ', GROUP_CONCAT(DISTINCT NULLIF(claimproc.ClaimAdjReasonCodes, '') SEPARATOR ','),
        CONCAT('PR-1:', CAST(NULLIF(GREATEST(ROUND(SUM(IF(claimproc.Status IN (1, 4, 5), claimproc.DedApplied, 0)), 2), 0), 0) AS DECIMAL(12, 2))),
        CONCAT('CO-45:', CAST(NULLIF(GREATEST(ROUND(SUM(IF(claimproc.Status IN (1, 4, 5), claimproc.WriteOff, 0)), 2), 0), 0) AS DECIMAL(12, 2)))
    )) AS adjustment_codes,
    IF(MAX(claim.AttachmentID) <> '' OR MAX(claim.AttachedImages) > 0 OR MAX(claim.Radiographs) > 0
        OR MAX(claim.AttachedFlags) REGEXP 'EoB|Note|Perio|Misc', 'yes', 'no') AS attachment_sent,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(claim.AttachmentID), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS attachment_reference
FROM (
    SELECT posted.*, posted.InsPayAmt * (posted.Status = 4 AND posted.IsTransfer = 0 AND posted.InsPayAmt < 0) AS Back,
        IF(posted.InsPayAmt < 0, GREATEST(posted.DateSuppReceived, posted.DateCP), '0001-01-01') AS BackDate
    FROM claimproc AS posted
) AS claimproc
INNER JOIN claim ON claim.ClaimNum = claimproc.ClaimNum
INNER JOIN (
    SELECT ClaimNum, MAX(ProcNum) AS last_line, MAX(ProcNum) <> MIN(NULLIF(ProcNum, 0)) AND (
            ROUND(SUM(IF(ProcNum = 0, InsPayAmt, 0)), 2) <> 0 OR MAX(ProcNum = 0 AND Status = 4 AND IsTransfer = 0 AND InsPayAmt < 0)
        ) AS has_total, MAX(ProcNum) = MIN(NULLIF(ProcNum, 0)) AS is_single
    FROM claimproc WHERE Status IN (0, 1, 2, 4, 5) GROUP BY ClaimNum
) AS whole ON whole.ClaimNum = claim.ClaimNum
INNER JOIN (SELECT 0 AS is_back UNION ALL SELECT 1) AS part
INNER JOIN procedurelog ON procedurelog.ProcNum = IF(claimproc.ProcNum = 0 AND whole.is_single, whole.last_line, claimproc.ProcNum)
INNER JOIN procedurecode ON procedurecode.CodeNum = procedurelog.CodeNum
LEFT JOIN insplan ON insplan.PlanNum = claim.PlanNum
LEFT JOIN carrier ON carrier.CarrierNum = insplan.CarrierNum
LEFT JOIN provider ON provider.ProvNum = claimproc.ProvNum
LEFT JOIN clinic ON clinic.ClinicNum = claim.ClinicNum
WHERE @salt NOT LIKE 'CHANGE%' AND claimproc.Status IN (0, 1, 2, 4, 5) AND claim.DateService >= @from
GROUP BY claim.ClaimNum, procedurelog.ProcNum, part.is_back
HAVING NOT part.is_back OR (ROUND(SUM(claimproc.Back), 2) < 0 AND ROUND(SUM(claimproc.InsPayAmt), 2) <= 0)
ORDER BY claim.ClaimNum, procedurelog.ProcNum, part.is_back;
