// A storage account that only identities can enter.
param name string
param location string
param tags { *: string }
param redundancy string

@description('Containers to make. The pipeline makes its own.')
param containers string[] = []

@description('Whether what is overwritten or deleted can be had back for two weeks.')
param keepsHistory bool = false

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: keepsHistory
    ? {
        isVersioningEnabled: true
        deleteRetentionPolicy: { enabled: true, days: 14 }
        containerDeleteRetentionPolicy: { enabled: true, days: 14 }
      }
    : {}
}

resource made 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for container in containers: {
    parent: blobs
    name: container
  }
]

output id string = account.id
output name string = account.name
