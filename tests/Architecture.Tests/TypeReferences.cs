using Mono.Cecil;

namespace Architecture.Tests;

/// <summary>The types that a type names anywhere.</summary>
internal static class TypeReferences
{
    /// <summary>The types that a type and those nested in it name, each without its arguments; some more than once.</summary>
    /// <param name="type">The type.</param>
    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
    [
        .. Parts(type.BaseType),
        .. type.Interfaces.SelectMany(face => Parts(face.InterfaceType).Concat(Attributes(face))),
        .. Attributes(type),
        .. Generics(type),
        .. type.Fields.SelectMany(field => Parts(field.FieldType).Concat(Attributes(field))),
        .. type.Properties.SelectMany(property => Parts(property.PropertyType).Concat(Attributes(property))),
        .. type.Events.SelectMany(happening => Parts(happening.EventType).Concat(Attributes(happening))),
        .. type.Methods.SelectMany(Of),
        .. type.NestedTypes.SelectMany(Of),
    ];

    private static IEnumerable<TypeReference> Of(MethodDefinition method) =>
    [
        .. Parts(method.ReturnType),
        .. Attributes(method.MethodReturnType),
        .. Attributes(method),
        .. Generics(method),
        .. method.Parameters.SelectMany(parameter => Parts(parameter.ParameterType).Concat(Attributes(parameter))),
        .. method.Overrides.SelectMany(Operand),
        .. method.HasBody ? Body(method.Body) : [],
    ];

    private static IEnumerable<TypeReference> Body(Mono.Cecil.Cil.MethodBody body) =>
    [
        .. body.Variables.SelectMany(variable => Parts(variable.VariableType)),
        .. body.ExceptionHandlers.SelectMany(handler => Parts(handler.CatchType)),
        .. body.Instructions.SelectMany(instruction => Operand(instruction.Operand)),
    ];

    private static IEnumerable<TypeReference> Operand(object? operand) => operand switch
    {
        TypeReference type => Parts(type),
        FieldReference field => Parts(field.DeclaringType).Concat(Parts(field.FieldType)),
        GenericInstanceMethod method => Operand(method.ElementMethod).Concat(method.GenericArguments.SelectMany(Parts)),
        MethodReference method => Parts(method.DeclaringType).Concat(Signature(method)),
        IMethodSignature call => Signature(call),
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(IMethodSignature method) =>
        Parts(method.ReturnType).Concat(method.Parameters.SelectMany(parameter => Parts(parameter.ParameterType)));

    private static IEnumerable<TypeReference> Generics(IGenericParameterProvider owner) =>
        owner.GenericParameters.SelectMany(parameter => Attributes(parameter).Concat(
            parameter.Constraints.SelectMany(limit => Parts(limit.ConstraintType).Concat(Attributes(limit)))));

    private static IEnumerable<TypeReference> Attributes(ICustomAttributeProvider owner) =>
        owner.CustomAttributes.SelectMany(attribute =>
            Operand(attribute.Constructor)
                .Concat(attribute.ConstructorArguments.SelectMany(Argument))
                .Concat(attribute.Properties.Concat(attribute.Fields).SelectMany(named => Argument(named.Argument))));

    private static IEnumerable<TypeReference> Argument(CustomAttributeArgument argument) =>
        Parts(argument.Type).Concat(argument.Value switch
        {
            TypeReference type => Parts(type),
            CustomAttributeArgument inner => Argument(inner),
            CustomAttributeArgument[] several => several.SelectMany(Argument),
            _ => [],
        });

    // A list of numbers is a list and numbers.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => Parts(generic.ElementType).Concat(generic.GenericArguments.SelectMany(Parts)),
        IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
        FunctionPointerType pointer => Signature(pointer),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
