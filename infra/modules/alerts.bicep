// What somebody must look at. The rules read the metrics that the pipeline records (docs/operations.md explains each).
param token string
param location string
param tags { *: string }
param workspaceId string
param email string

@description('Minutes after its due time by which a night must be complete: due 18:00, complete 20:00 JST.')
param nightLimitMinutes int = 120

@description('Minutes after the follow-up time by which values must be final: looked at 10:00, final 12:00 JST.')
param provisionalLimitMinutes int = 120

var rules = [
  {
    name: 'night-late'
    title: 'A night is not complete in time'
    severity: 1
    query: 'AppMetrics | where Name == "run.lag" and tostring(Properties.open) == "night" | summarize Measured = max(Sum)'
    threshold: nightLimitMinutes * 60
    operator: 'GreaterThanOrEqual'
    window: 'PT30M'
  }
  {
    name: 'night-failed'
    title: 'A night failed and is open: it is tried again every business morning until it completes, is cancelled or waived'
    severity: 1
    query: 'AppMetrics | where Name == "run.lag" and tostring(Properties.open) == "failed" | summarize Measured = max(Sum)'
    threshold: 0
    operator: 'GreaterThan'
    window: 'PT30M'
  }
  {
    name: 'provisional-late'
    title: 'Values are still provisional on the next business day'
    severity: 2
    query: 'AppMetrics | where Name == "run.lag" and tostring(Properties.open) == "provisional" | summarize Measured = max(Sum)'
    threshold: provisionalLimitMinutes * 60
    operator: 'GreaterThanOrEqual'
    window: 'PT30M'
  }
  {
    // Without this one the two above would be silent exactly when nothing runs at all.
    name: 'watch-silent'
    title: 'The app no longer measures how late the nights are'
    severity: 1
    query: 'AppMetrics | where Name == "run.lag" | summarize Measured = count()'
    threshold: 1
    operator: 'LessThan'
    window: 'PT1H'
  }
  {
    name: 'content-damaged'
    title: 'Something stored is not what was stored'
    severity: 1
    query: 'AppMetrics | where Name == "content.damaged" | summarize Measured = sum(Sum)'
    threshold: 0
    operator: 'GreaterThan'
    window: 'PT15M'
  }
  {
    name: 'rows-rejected'
    title: 'Rows of a grant batch were rejected'
    severity: 3
    query: 'AppMetrics | where Name == "rows.rejected" | summarize Measured = sum(Sum)'
    threshold: 0
    operator: 'GreaterThan'
    window: 'PT15M'
  }
  {
    name: 'rows-waiting'
    title: 'Rows of a file wait for what they depend on'
    severity: 3
    query: 'AppMetrics | where Name == "rows.waiting" | summarize Measured = max(Sum)'
    threshold: 0
    operator: 'GreaterThan'
    window: 'PT30M'
  }
  {
    name: 'poison'
    title: 'A grant batch was given up'
    severity: 2
    query: 'StorageQueueLogs | where OperationName == "PutMessage" and Uri has "webjobs-blobtrigger-poison" | summarize Measured = count()'
    threshold: 0
    operator: 'GreaterThan'
    window: 'PT15M'
  }
]

resource mail 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-pricing-${token}'
  location: 'Global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'pricing'
    emailReceivers: [{ name: 'operator', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${rule.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      enabled: true
      severity: rule.severity
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: rule.window
      criteria: {
        allOf: [
          {
            query: rule.query
            metricMeasureColumn: 'Measured'
            timeAggregation: 'Maximum'
            operator: rule.operator
            threshold: rule.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // The tables appear with their first row, which comes after this deployment.
      skipQueryValidation: true
      actions: { actionGroups: empty(email) ? [] : [mail.id] }
    }
  }
]
