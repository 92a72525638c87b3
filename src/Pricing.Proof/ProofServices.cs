using Microsoft.Extensions.DependencyInjection;
using Pricing.Papers;
using Pricing.Proof.Backups;
using Pricing.Proof.Packages;

namespace Pricing.Proof;

/// <summary>Registers the proof in a host.</summary>
public static class ProofServices
{
    /// <summary>Adds what a proof needs beside the pipeline.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddProof(this IServiceCollection services) => services
        .AddPackages()
        .AddSingleton<ProverFactory>()
        .AddSingleton<Verifier>()
        .AddSingleton<BackupWriter>()
        .AddTransient<BackupReader>();

    /// <summary>Adds what makes evidence packages, beside the pipeline.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddPackages(this IServiceCollection services) => services
        .AddPapers()
        .AddSingleton<GrantPapers>()
        .AddSingleton<PackageFactory>();
}
