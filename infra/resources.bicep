// What stands in the resource group, in the order in which it is needed: identity, stores and their roles, then the app.
@minLength(1)
@maxLength(20)
param environmentName string
param location string = resourceGroup().location
param nightSchedule string = '0 */15 * * * *'
param firstDate string = ''
param jquantsRequestsPerMinute int = 5
param alwaysReady { name: string, instanceCount: int }[] = []
param alertEmail string = ''
param operatorObjectId string = ''
param signInClientId string = ''
param writeOnceDays int = 3653

@description('Redundancy of the data account. The task hub can be made anew and needs none.')
param dataRedundancy ('Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS') = 'Standard_ZRS'

var token = toLower(uniqueString(resourceGroup().id, environmentName))
var tags = { 'azd-env-name': environmentName }
var packageContainer = 'app-package'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-pricing-${token}'
  location: location
  tags: tags
}

// Grants, values, market data, and the host's own small change (locks, keys, trigger receipts).
module data 'modules/storage.bicep' = {
  name: 'data-account'
  params: {
    name: 'stdata${token}'
    location: location
    tags: tags
    redundancy: dataRedundancy
    keepsHistory: true
  }
}

// The Durable task hub and the app's package. Its queues are busy every night; apart from the data they cannot slow it.
module hub 'modules/storage.bicep' = {
  name: 'hub-account'
  params: {
    name: 'sthub${token}'
    location: location
    tags: tags
    redundancy: 'Standard_LRS'
    containers: [packageContainer]
  }
}

module retention 'modules/retention.bicep' = {
  name: 'retention'
  params: { accountName: data.outputs.name }
}

module immutability 'modules/immutability.bicep' = if (writeOnceDays > 0) {
  name: 'immutability'
  params: {
    accountName: data.outputs.name
    days: writeOnceDays
  }
}

module dataRoles 'modules/storage-roles.bicep' = {
  name: 'data-roles'
  params: {
    accountName: data.outputs.name
    principalId: identity.properties.principalId
    // The host leases, tags and manages containers of its own here, which takes the owner's role on blobs.
    roles: ['blobOwner', 'queueContributor', 'tableContributor']
  }
}

module hubRoles 'modules/storage-roles.bicep' = {
  name: 'hub-roles'
  params: {
    accountName: hub.outputs.name
    principalId: identity.properties.principalId
    roles: ['blobContributor', 'queueContributor', 'tableContributor']
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    readerPrincipalId: identity.properties.principalId
    operatorObjectId: operatorObjectId
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    token: token
    location: location
    tags: tags
    publisherPrincipalId: identity.properties.principalId
    queueAccountName: data.outputs.name
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    token: token
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  params: {
    name: 'func-pricing-${token}'
    location: location
    tags: tags
    identityName: identity.name
    dataAccountName: data.outputs.name
    hubAccountName: hub.outputs.name
    packageContainer: packageContainer
    keyVaultName: vault.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
    alwaysReady: alwaysReady
    nightSchedule: nightSchedule
    firstDate: firstDate
    jquantsRequestsPerMinute: jquantsRequestsPerMinute
    signInClientId: signInClientId
  }
  // The host reads its storage as it starts; a role that comes later leaves it failing until the next restart.
  dependsOn: [dataRoles, hubRoles]
}

// The topic can stand before the app runs. The subscription cannot: see events.bicep.
resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-pricing-${token}'
  location: location
  tags: tags
  properties: {
    source: data.outputs.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

output functionAppName string = app.outputs.name
output keyVaultName string = vault.outputs.name
output dataAccountName string = data.outputs.name
output eventTopicName string = topic.name
