// The function app on Flex Consumption. Everything it reaches, it reaches with one identity.
param name string
param location string
param tags { *: string }
param identityName string
param dataAccountName string
param hubAccountName string
param packageContainer string
param keyVaultName string
param applicationInsightsName string
param alwaysReady { name: string, instanceCount: int }[]
param nightSchedule string
param firstDate string
param jquantsRequestsPerMinute int

@description('The client id of the app registration that people sign in with; nobody signs in where it is empty.')
param signInClientId string = ''

@description('Memory of an instance; the processor share follows it.')
param instanceMemoryMB (512 | 2048 | 4096) = 2048

@description('How far it may scale out. A night of 20,000 grants is 40 chunks; more instances would have nothing to do.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource hub 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: hubAccountName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds the app that a service of azure.yaml goes to by this tag.
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identity.id
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hub.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identity.id
          }
        }
      }
    }
  }

  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeployPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

module settings 'app-settings.bicep' = {
  name: 'app-settings'
  params: {
    appName: app.name
    clientId: identity.properties.clientId
    dataAccountName: dataAccountName
    hubAccountName: hubAccountName
    applicationInsightsConnection: insights.properties.ConnectionString
    jquantsKey: '@Microsoft.KeyVault(VaultName=${keyVaultName};SecretName=jquants-api-key)'
    nightSchedule: nightSchedule
    firstDate: firstDate
    jquantsRequestsPerMinute: jquantsRequestsPerMinute
    hasSignIn: !empty(signInClientId)
  }
  dependsOn: [signIn]
}

module signIn 'sign-in.bicep' = if (!empty(signInClientId)) {
  name: 'sign-in'
  params: {
    appName: app.name
    clientId: signInClientId
  }
}

output name string = app.name
