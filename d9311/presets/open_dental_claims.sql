-- D9311 dashboard: claim lines out of Open Dental. It only reads.
-- 1. Put words of your own in the place of CHANGE ME, and the same ones in open_dental_consultations.sql: they
--    hide the patients' numbers. Keep them to yourself and use them every month. Until then no row is returned.
-- 2. Reports, User Query: paste, Submit, Export, and import the file as claims.
-- Versions of Open Dental before 21.1 have no ClaimAdjReasonCodes: replace that line by '' AS adjustment_codes,
SET @salt = 'CHANGE ME', @from = '2023-01-01';

SELECT
    CAST(claim.ClaimNum AS CHAR) AS claim_id,
    CAST(COALESCE(MIN(NULLIF(claimproc.LineNumber, 0)), 1) AS CHAR) AS line_number,
    IFNULL(MAX(claim.OrigRefNum), '') AS original_claim_id,
    CASE MAX(claim.ClaimType)
        WHEN 'P' THEN 'primary'
        WHEN 'S' THEN 'secondary'
        WHEN 'PreAuth' THEN 'predetermination'
        WHEN 'Cap' THEN 'capitation'
        ELSE ''
    END AS claim_type,
    CASE MAX(claim.CorrectionType) WHEN 1 THEN 'corrected' WHEN 2 THEN 'void' ELSE 'original' END AS submission_type,
    IF(MAX(claim.ClinicNum) = 0, 'practice', CAST(MAX(claim.ClinicNum) AS CHAR)) AS practice_id,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(clinic.Description), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS practice_name,
    CAST(MAX(claimproc.ProvNum) AS CHAR) AS provider_id,
    REPLACE(IFNULL(MAX(CONCAT_WS(' ', provider.FName, provider.LName)), ''), '\t', ' ') AS provider_name,
    LEFT(SHA2(CONCAT(@salt, ':', MAX(claim.PatNum)), 256), 32) AS patient_id,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(carrier.CarrierName), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS payer_name,
    IFNULL(MAX(carrier.ElectID), '') AS payer_id,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(insplan.GroupName), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS plan_name,
    CASE MAX(claim.ClaimType)
        WHEN 'P' THEN 'primary'
        WHEN 'S' THEN 'secondary'
        ELSE IFNULL(ELT((
            SELECT MIN(patplan.Ordinal)
            FROM patplan
            WHERE patplan.PatNum = MAX(claim.PatNum) AND patplan.InsSubNum = MAX(claim.InsSubNum)
        ), 'primary', 'secondary', 'tertiary'), '')
    END AS payer_order,
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
    IF(
        MAX(claim.ClaimStatus) = 'R' AND MAX(claim.DateReceived) > '1880-01-01',
        DATE_FORMAT(MAX(claim.DateReceived), '%Y-%m-%d'),
        ''
    ) AS adjudicated_date,
    CASE MAX(claim.ClaimStatus)
        WHEN 'U' THEN 'unsent'
        WHEN 'W' THEN 'waiting to send'
        WHEN 'H' THEN 'hold'
        WHEN 'I' THEN 'draft'
        WHEN 'P' THEN 'submitted'
        WHEN 'S' THEN 'sent'
        WHEN 'R' THEN 'received'
        ELSE MAX(claim.ClaimStatus)
    END AS status,
    CAST(CAST(MAX(claimproc.FeeBilled) AS DECIMAL(12, 2)) AS CHAR) AS billed_amount,
    IF(
        MAX(claimproc.Status) IN (1, 4, 5) AND MAX(claimproc.AllowedOverride) >= 0,
        CAST(CAST(MAX(claimproc.AllowedOverride) AS DECIMAL(12, 2)) AS CHAR),
        ''
    ) AS allowed_amount,
    IF(MAX(claimproc.Status) IN (1, 4, 5), CAST(CAST(SUM(claimproc.InsPayAmt) AS DECIMAL(12, 2)) AS CHAR), '') AS paid_amount,
    IFNULL(GROUP_CONCAT(DISTINCT NULLIF(claimproc.ClaimAdjReasonCodes, '') SEPARATOR ','), '') AS adjustment_codes,
    IF(
        MAX(claim.AttachmentID) <> '' OR MAX(claim.AttachedImages) > 0 OR MAX(claim.Radiographs) > 0
        OR MAX(claim.AttachedFlags) REGEXP 'EoB|Note|Perio|Misc',
        'yes',
        'no'
    ) AS attachment_sent,
    REPLACE(REPLACE(REPLACE(IFNULL(MAX(claim.AttachmentID), ''), '\r', ' '), '\n', ' '), '\t', ' ') AS attachment_reference
FROM claimproc
INNER JOIN claim ON claim.ClaimNum = claimproc.ClaimNum
INNER JOIN procedurelog ON procedurelog.ProcNum = claimproc.ProcNum
INNER JOIN procedurecode ON procedurecode.CodeNum = procedurelog.CodeNum
LEFT JOIN insplan ON insplan.PlanNum = claim.PlanNum
LEFT JOIN carrier ON carrier.CarrierNum = insplan.CarrierNum
LEFT JOIN provider ON provider.ProvNum = claimproc.ProvNum
LEFT JOIN clinic ON clinic.ClinicNum = claim.ClinicNum
WHERE @salt NOT LIKE 'CHANGE%'
    AND claimproc.Status IN (0, 1, 2, 4, 5)
    AND claim.DateService >= @from
GROUP BY claim.ClaimNum, claimproc.ProcNum
ORDER BY claim.ClaimNum, claimproc.ProcNum;
