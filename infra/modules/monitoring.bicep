// Where telemetry goes. Only identities may send it.
param token string
param location string
param tags { *: string }
param publisherPrincipalId string

@description('The account whose queue log shows a batch that was given up.')
param queueAccountName string

@description('Gigabytes a day, after which nothing more is taken in; -1 for no limit. A limit silences the alerts too.')
param dailyQuotaGb int = -1

var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: 'log-pricing-${token}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: dailyQuotaGb }
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-pricing-${token}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

resource publishes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, publisherPrincipalId, metricsPublisher)
  properties: {
    principalId: publisherPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: queueAccountName

  resource queues 'queueServices' existing = {
    name: 'default'
  }
}

// The storage's own log, so that a batch that was given up is seen even where the app no longer runs.
resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::queues
  name: 'writes'
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

output workspaceId string = workspace.id
output applicationInsightsName string = insights.name
